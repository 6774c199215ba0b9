-- What applicants have begun and not yet handed in. All of it is sealed, and gone once it has become events.

-- What was typed into a page, right or wrong. Before page one is complete there is no case: then `case_id`
-- is the name that the case will have, which only the applicant's browser holds.
create table drafts (
    case_id uuid not null,
    page text not null check (page in ('person', 'plan')),
    sealed bytea not null,
    saved_at_ms bigint not null,
    primary key (case_id, page)
);
create index drafts_by_age on drafts (saved_at_ms);

-- Documents that came, or are coming, for a case that is not submitted yet. `mark` is a keyed hash of the
-- content; name, hash and kind of the file are sealed.
create table uploads (
    id uuid primary key,
    case_id uuid not null references cases,
    document integer not null,
    mark bytea not null check (octet_length(mark) = 32),
    size_bytes integer not null check (size_bytes > 0),
    received_bytes integer not null check (received_bytes between 0 and size_bytes),
    state text not null check (state in ('arriving', 'whole')),
    sealed bytea not null,
    changed_at_ms bigint not null,
    unique (case_id, document, mark)
);
create unique index uploads_whole on uploads (case_id, document) where state = 'whole';
create index uploads_by_age on uploads (changed_at_ms) where state = 'arriving';

alter table drafts enable row level security;
alter table uploads enable row level security;

create policy whole on drafts
    using ((select setting('scope')) = 'whole');
create policy of_the_browser on drafts
    using (
        (select setting('scope')) = 'draft'
        and case_id = (select setting('draft'))::uuid
        and page = 'person'
    );
create policy of_the_applicant on drafts
    using (
        (select setting('scope')) = 'applicant'
        and exists (select from cases c where c.id = drafts.case_id)
    );

create policy whole on uploads
    using ((select setting('scope')) = 'whole');
create policy of_the_applicant on uploads
    using (
        (select setting('scope')) = 'applicant'
        and exists (select from cases c where c.id = uploads.case_id)
    );

grant select, insert, update, delete on drafts, uploads to parvaneh_registry;
