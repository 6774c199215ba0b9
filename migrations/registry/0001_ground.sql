-- The log, what follows from it, and the feeds that offices read.
--
-- The server works as `parvaneh_registry`, which owns nothing and is bound by the policies below whatever
-- its own code says. Each transaction says for whom it works (registry/src/scope.rs); without that it sees nothing.

do $$
begin
    if not exists (select from pg_roles where rolname = 'parvaneh_registry') then
        create role parvaneh_registry nologin;
    end if;
end
$$;
grant parvaneh_registry to current_user;

-- A new one after every restore, so that desks give back what the registry has forgotten.
create table epochs (
    id uuid primary key,
    began_at_ms bigint not null,
    reason text not null
);

create table devices (
    id uuid primary key,
    office text, -- the registry's own has none
    public_key bytea not null unique check (octet_length(public_key) = 32),
    state text not null check (state in ('active', 'revoked')),
    enrolled_at_ms bigint not null
);

create table streams (
    id uuid primary key,
    device uuid not null references devices,
    head_seq bigint not null,
    head_hash bytea not null check (octet_length(head_hash) = 32),
    state text not null check (state in ('open', 'frozen')),
    -- Where a workstation went on in a new stream: the one that it left, and the last event of it that it had.
    parent uuid references streams,
    fork_seq bigint check (fork_seq >= 0),
    check ((parent is null) = (fork_seq is null))
);

-- Every event that ever came, applied or not. `sealed` is the signed envelope, encrypted.
create table events (
    id uuid primary key,
    stream uuid not null references streams,
    seq bigint not null check (seq > 0),
    hash bytea not null unique check (octet_length(hash) = 32),
    -- Absent where the event is an office's and of no case.
    case_id uuid,
    case_version integer,
    kind integer not null,
    -- The office whose officer acted; absent where the applicant or the registry did.
    office text,
    outcome text not null
        check (outcome in ('accepted', 'merged', 'overtaken', 'concurred', 'conflict', 'rejected', 'quarantined')),
    reason text,
    received_at_ms bigint not null,
    sealed bytea not null,
    sig bytea not null check (octet_length(sig) = 64),
    unique (stream, seq),
    unique (case_id, case_version),
    check ((case_version is not null) = (case_id is not null and outcome in ('accepted', 'merged')))
);

-- A second event at a place of a stream that is taken: its workstation's log was copied. It is kept for those who look
-- into it and judged by nobody.
create table forked_events (
    hash bytea primary key check (octet_length(hash) = 32),
    stream uuid not null references streams,
    seq bigint not null check (seq > 0),
    id uuid not null,
    received_at_ms bigint not null,
    sealed bytea not null,
    sig bytea not null check (octet_length(sig) = 64)
);

-- Cases as they stand: what look-ups and lists need. National IDs are only here as keyed hashes.
create table cases (
    id uuid primary key,
    tracking_code text not null unique,
    identity bytea not null,
    person bytea not null,
    supporter bytea,
    activity text not null,
    field text,
    stage text not null,
    is_open boolean not null,
    office text,
    -- The case whose licence this one's would take the place of.
    predecessor uuid,
    version integer not null,
    last_hash bytea not null,
    registered_at_ms bigint not null,
    submitted_at_ms bigint,
    due_on date
);
create index cases_by_identity on cases (identity) where is_open;
create index cases_by_supporter on cases (supporter) where supporter is not null;
create index cases_by_office on cases (office, stage);
create index cases_by_due on cases (due_on) where due_on is not null;

create table case_offices (
    office text not null,
    case_id uuid not null references cases,
    primary key (case_id, office)
);

-- What anybody may learn who holds the paper.
create table licences (
    number text primary key,
    case_id uuid not null unique references cases,
    event uuid not null unique references events,
    holder text not null,
    identity_mask text not null,
    identity bytea not null,
    activity text not null,
    field text not null,
    county text not null,
    issued_on date not null,
    valid_until date not null,
    confirmation text not null check (confirmation in ('provisional', 'registered')),
    force text not null check (force in ('inForce', 'suspended', 'revoked', 'superseded')),
    force_since_ms bigint
);
create index licences_by_identity on licences (identity);

-- One contiguous feed for each office; its number is taken last, so that a reader never misses one.
create table feed_heads (
    office text primary key,
    seq bigint not null
) with (fillfactor = 50);

create table feed_entries (
    office text not null,
    seq bigint not null,
    event uuid not null references events,
    primary key (office, seq)
);

-- The second wall. `setting` is empty outside a scope, and an empty scope sees nothing.
create function setting(name text) returns text
    language sql stable parallel safe
    return nullif(current_setting('parvaneh.' || name, true), '');

alter table events enable row level security;
alter table forked_events enable row level security;
alter table cases enable row level security;
alter table case_offices enable row level security;
alter table licences enable row level security;
alter table feed_entries enable row level security;

create policy whole on cases
    using ((select setting('scope')) = 'whole');
create policy of_the_applicant on cases for select
    using (
        (select setting('scope')) = 'applicant'
        and tracking_code = (select setting('code'))
        and decode((select setting('identity')), 'hex') in (identity, person)
    );
create policy of_the_supporter on cases for select
    using (
        (select setting('scope')) = 'supporter'
        and supporter = decode((select setting('identity')), 'hex')
    );
create policy of_the_office on cases for select
    using (
        (select setting('scope')) = 'office'
        and exists (
            select from case_offices o
            where o.case_id = cases.id and o.office = (select setting('office'))
        )
    );

-- An event is visible with its case; before the case is there, only to the referee.
create policy whole on forked_events using ((select setting('scope')) = 'whole');
create policy whole on events
    using ((select setting('scope')) = 'whole');
create policy with_the_case on events for select
    using (
        (select setting('scope')) in ('applicant', 'supporter', 'office')
        and exists (select from cases c where c.id = events.case_id)
    );

create policy whole on case_offices
    using ((select setting('scope')) = 'whole');
create policy of_the_office on case_offices for select
    using ((select setting('scope')) = 'office' and office = (select setting('office')));

create policy whole on licences
    using ((select setting('scope')) = 'whole');
create policy of_the_paper on licences for select
    using ((select setting('scope')) = 'paper' and number = (select setting('number')));

create policy whole on feed_entries
    using ((select setting('scope')) = 'whole');
create policy of_the_office on feed_entries for select
    using ((select setting('scope')) = 'office' and office = (select setting('office')));

grant select on epochs, devices, streams, events, cases, case_offices, licences, feed_heads, feed_entries
    to parvaneh_registry;
grant select, insert on forked_events to parvaneh_registry;
grant insert on devices, streams, events, cases, case_offices, licences, feed_heads, feed_entries
    to parvaneh_registry;
-- Events and feeds only grow.
grant update on devices, streams, cases, licences, feed_heads to parvaneh_registry;
