-- What an office words itself in its papers: the head of its paper, and its own texts for a kind of paper.

-- WORKSTATION -------------------------------------------------------------------------------------

-- Every text that was ever in force here, in the order in which they were put into force; the last one of a
-- part is. The first, which is built in, is no row. `number` counts for people at this workstation; a sheet
-- names its text by `hash`, which is the SHA-256 of `body` and the same everywhere.
create table office_texts (
    office  text not null,
    part    text not null,
    number  integer not null check (number > 1),
    hash    blob not null check (length(hash) = 32),
    body    blob not null,
    officer text not null,
    at_ms   integer not null,
    primary key (office, part, number)
) strict, without rowid;

create trigger office_texts_are_never_deleted before delete on office_texts
begin
    select raise (abort, 'a text is never deleted');
end;

create trigger office_texts_are_never_changed before update on office_texts
begin
    select raise (abort, 'a text is never changed');
end;

-- PROJECTIONS -------------------------------------------------------------------------------------

-- The office's own texts with which a sheet was drawn; absent for those that are built in.
alter table sheets add column letterhead blob;
alter table sheets add column texts blob;
