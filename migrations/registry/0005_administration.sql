-- Who works where, who may administer, their sessions, codes for new workstations, and the journal of it all.

-- Everybody who acts for an office, and everybody who administers. `person` is the same in all accounts of one
-- human being: the rule of two signatures compares it.
create table officers (
    account text primary key,
    person text not null,
    name text not null,
    office text not null,
    duties text[] not null default '{}', -- empty for those who only work at a desk
    state text not null check (state in ('active', 'blocked')),
    entered_at_ms bigint not null
);
create index officers_by_office on officers (office);

-- How an administrator proves who they are. An invitation is a code that is shown once; only its hash is here.
create table credentials (
    account text primary key references officers,
    password text, -- Argon2id in its usual writing; null until the invitation is taken up
    totp bytea, -- sealed
    totp_step bigint not null default 0, -- the last one that was used, so that none is used twice
    failures integer not null default 0,
    locked_until_ms bigint not null default 0,
    invitation bytea,
    invitation_until_ms bigint
);

create table sessions (
    token bytea primary key check (octet_length(token) = 32), -- a hash: whoever reads this table is not signed in
    account text not null references officers,
    began_at_ms bigint not null,
    seen_at_ms bigint not null
);
create index sessions_by_account on sessions (account);

-- What a workstation is enrolled with: one code for one workstation.
create table enrol_codes (
    code bytea primary key check (octet_length(code) = 32), -- a hash
    office text not null,
    label text not null,
    made_at_ms bigint not null,
    valid_until_ms bigint not null,
    device uuid references devices -- once it is used
);

alter table devices add column label text not null default '';
alter table devices add column revoked_at_ms bigint;
alter table devices add column revoked_because text;
create index devices_by_office on devices (office);

-- What administrators did: signed, chained, and never changed.
create table journal (
    seq bigint primary key check (seq > 0),
    hash bytea not null unique check (octet_length(hash) = 32),
    at_ms bigint not null,
    account text, -- null for the server's console
    act text not null,
    about text not null,
    bytes bytea not null,
    sig bytea not null check (octet_length(sig) = 64)
);
create index journal_by_account on journal (account, seq);
create index journal_by_about on journal (about, seq);

create table journal_heads (
    one boolean primary key default true check (one),
    seq bigint not null,
    hash bytea not null check (octet_length(hash) = 32)
);
insert into journal_heads (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

-- Administrators read cases and what came of them; what they change of a case goes the one way in.
create policy of_administration on cases for select using ((select setting('scope')) = 'administration');
create policy of_administration on events for select using ((select setting('scope')) = 'administration');
create policy of_administration on case_offices for select using ((select setting('scope')) = 'administration');
create policy of_administration on licences for select using ((select setting('scope')) = 'administration');
create policy of_administration on deadline_steps for select using ((select setting('scope')) = 'administration');

alter table officers enable row level security;
alter table credentials enable row level security;
alter table sessions enable row level security;
alter table enrol_codes enable row level security;
alter table journal enable row level security;

create policy of_administration on officers
    using ((select setting('scope')) in ('whole', 'administration'));
create policy of_administration on credentials
    using ((select setting('scope')) = 'administration');
create policy of_administration on sessions
    using ((select setting('scope')) = 'administration');
create policy of_administration on enrol_codes
    using ((select setting('scope')) = 'administration');
-- Whoever holds a code sees that one.
create policy of_the_workstation on enrol_codes
    using (
        (select setting('scope')) = 'enrolment'
        and code = decode((select setting('code')), 'hex')
    );
-- What an administrator does with a case is entered in the transaction that does it.
create policy of_administration on journal
    using ((select setting('scope')) in ('whole', 'administration'));

grant select, insert, update on officers, credentials, enrol_codes, journal_heads to parvaneh_registry;
grant select, insert, update, delete on sessions to parvaneh_registry;
-- The journal only grows.
grant select, insert on journal to parvaneh_registry;
