-- Several decisions can wait at once, one a case; and a draft can say why it came back.

-- WORKSTATION -------------------------------------------------------------------------------------

-- Decisions that wait to be sealed, in the order in which they were made; `act` is the desk's own writing
-- of one. How long each still waits is nowhere: seconds count only while an officer can see them.
create table pending_decisions (
    nth           integer primary key,
    case_id       blob not null unique,
    officer       text not null,
    act           blob not null,
    decided_at_ms integer not null
) strict;

insert into pending_decisions (case_id, officer, act, decided_at_ms)
select case_id, officer, act, decided_at_ms from pending_decision;

drop table pending_decision;

-- Why a decision could not be sealed and came back as this draft, in the desk's own writing; absent for a
-- draft that the officer left or took back.
alter table drafts add column returned blob;

-- Whether the officer has yet to open a draft that came back.
alter table drafts add column unread integer not null default 0;
