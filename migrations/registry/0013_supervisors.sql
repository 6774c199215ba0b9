-- Who supervises an office, from the first to the last day in Iran; nobody where there is no first day.
alter table officers add column supervises_from date;
alter table officers add column supervises_until date;
alter table officers add constraint supervises_forwards
    check (supervises_until is null or (supervises_from is not null and supervises_from <= supervises_until));

-- A mark that one administrator asks for, until another one agrees.
create table supervisor_proposals (
    account text primary key references officers,
    from_on date not null,
    until_on date,
    proposed_by text not null references officers,
    proposed_at_ms bigint not null,
    open_until_ms bigint not null,
    check (until_on is null or from_on <= until_on)
);
alter table supervisor_proposals enable row level security;
create policy of_administration on supervisor_proposals using ((select setting('scope')) = 'administration');
grant select, insert, update, delete on supervisor_proposals to parvaneh_registry;
