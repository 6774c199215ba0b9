-- Who issued a licence, and the licences that are out of force, for whoever verifies.

alter table licences add column issuer text; -- null until the case of an older row changes next

create index licences_out_of_force on licences (number, force) where force <> 'inForce';

-- The public status list names these and nothing else of them.
create policy out_of_force on licences for select
    using ((select setting('scope')) = 'outOfForce' and force <> 'inForce');

-- Counts the changes of what the list says, so that a list that was built is known to be the newest.
create table status_versions (
    one boolean primary key default true check (one),
    version bigint not null
);
insert into status_versions (version) values (0);
grant select, update on status_versions to parvaneh_registry;

create function count_status() returns trigger
    language plpgsql
as $$
begin
    update status_versions set version = version + 1;
    return null;
end
$$;

create trigger status_begins after insert on licences
    for each row when (new.force <> 'inForce') execute function count_status();
create trigger status_changes after update of force on licences
    for each row when (old.force is distinct from new.force) execute function count_status();
