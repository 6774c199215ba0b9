-- Published editions of the catalogue, and the one draft that people work on.

-- `file` is the document with the registry's signature, as desks get it. Only added, never changed.
create table editions (
    number integer primary key check (number > 0),
    id text not null unique,
    valid_from date not null,
    file bytea not null,
    signed_by text, -- an account; null for the server's console
    published_by text,
    published_at_ms bigint not null
);
grant select, insert on editions to parvaneh_registry;

-- One row for ever, so that a version is never used again. Without a document there is no draft.
create table edition_draft (
    one boolean primary key default true check (one),
    version bigint not null,
    document bytea,
    changed_by text,
    changed_at_ms bigint,
    signed_by text,
    signed_person text, -- null for the server's console
    signed_at_ms bigint, -- null while nobody stands behind this version
    check (document is not null or signed_at_ms is null)
);
insert into edition_draft (version) values (0);

-- What was changed in the draft, for whoever had an older version before their eyes.
create table edition_draft_changes (
    version bigint primary key,
    section text, -- null where all of it was replaced
    row_key text not null,
    act text not null check (act in ('begun', 'imported', 'added', 'changed', 'removed')),
    account text,
    at_ms bigint not null
);

alter table edition_draft enable row level security;
alter table edition_draft_changes enable row level security;
create policy of_administration on edition_draft
    using ((select setting('scope')) = 'administration');
create policy of_administration on edition_draft_changes
    using ((select setting('scope')) = 'administration');
grant select, update on edition_draft to parvaneh_registry;
grant select, insert, delete on edition_draft_changes to parvaneh_registry;
