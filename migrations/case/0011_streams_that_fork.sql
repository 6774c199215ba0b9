-- A workstation whose folder turns out to be an older copy goes on in a new stream, above the numbers of its mark.

-- LOG ---------------------------------------------------------------------------------------------

-- `nth` is the order of the own streams: the newest is the open one, whatever the clock said. A stream that
-- was opened after another names it as its parent, with the event after which it went its own way.
alter table streams add column nth integer not null default 1 check (nth > 0);
alter table streams add column parent blob check (length(parent) = 16);
alter table streams add column fork_seq integer check (fork_seq >= 0);
alter table streams add column fork_hash blob check (length(fork_hash) = 32);

create unique index streams_own_in_order on streams (nth) where origin = 'own';

create trigger streams_are_never_deleted before delete on streams
begin
    select raise (abort, 'a stream is never deleted');
end;

create trigger streams_are_never_changed before update on streams
begin
    select raise (abort, 'a stream is never changed');
end;

-- SQLite replaces a row without asking the triggers above.
create trigger streams_are_never_replaced before insert on streams
when exists (select 1 from streams where id = new.id)
  or exists (select 1 from streams where origin = 'own' and new.origin = 'own' and nth = new.nth)
begin
    select raise (abort, 'a stream is never replaced');
end;

-- WORKSTATION -------------------------------------------------------------------------------------

-- Up to which serial another copy of this folder may have used a block. A block may be leased again later,
-- so that its floor is kept apart from it.
create table number_floors (
    block  blob primary key check (length(block) = 16),
    serial integer not null check (serial > 0)
) strict, without rowid;
