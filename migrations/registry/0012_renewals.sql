-- Nobody is locked out, and nobody opens a working account alone: renewals by two people, and what was refused.

-- Accounts ignore case. Of two from before that differ in nothing else each keeps its own spelling, and every other
-- spelling means the one that was entered first.
create index officers_by_folded_account on officers (lower(account collate "C"));
create index officers_by_person on officers (person);

alter table credentials drop column failures;
alter table credentials drop column locked_until_ms;
-- Wrong codes beside the right password, in the day that began then.
alter table credentials add column wrong_codes integer not null default 0;
alter table credentials add column wrong_codes_since_ms bigint not null default 0;
-- From where one right code was given when two are asked for, and until when the next one completes it.
alter table credentials add column next_code_from text;
alter table credentials add column next_code_until_ms bigint not null default 0;
-- An invitation to renew opens nothing before this.
alter table credentials add column invitation_from_ms bigint not null default 0;

-- Who asked to open a working account to a new password and generator, and who agreed.
create table renewals (
    account text primary key references officers,
    proposed_by text not null references officers,
    proposed_at_ms bigint not null,
    agreed_by text references officers check (agreed_by <> proposed_by),
    agreed_at_ms bigint,
    from_ms bigint, -- from when the invitation opens something
    until_ms bigint not null, -- nobody agreed, or nobody took it up, until then: it is over
    check ((agreed_by is null) = (agreed_at_ms is null) and (agreed_by is null) = (from_ms is null))
);

-- How often somebody from a network was refused in an hour. What is entered into the journal follows from the count.
create table refusals (
    hour_ms bigint not null,
    what text not null,
    account text not null, -- empty where there is no such account
    network text not null, -- empty for all those that there was no room for
    times bigint not null,
    primary key (hour_ms, what, account, network)
);

alter table renewals enable row level security;
alter table refusals enable row level security;
create policy of_administration on renewals using ((select setting('scope')) = 'administration');
create policy of_administration on refusals using ((select setting('scope')) = 'administration');
-- That a workstation was enrolled is entered in the transaction that enrols it.
create policy of_the_workstation on journal for insert with check ((select setting('scope')) = 'enrolment');
grant select, insert, update, delete on renewals, refusals to parvaneh_registry;
