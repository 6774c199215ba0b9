-- Lists in print sessions, and one rule of what waits to be printed.

-- WORKSTATION -------------------------------------------------------------------------------------

-- The further cases of a list in a session, in order; its first case is the item's own.
create table print_job_rows (
    job     integer not null,
    nth     integer not null,
    place   integer not null,
    case_id blob not null check (length(case_id) = 16),
    subject blob not null check (length(subject) = 16),
    primary key (job, nth, place),
    foreign key (job, nth) references print_job_items (job, nth)
) strict, without rowid;

-- PROJECTIONS -------------------------------------------------------------------------------------

-- What an office made of which no good sheet exists: it was never printed, its sheets are all spoiled, or
-- what they say of the registry is no longer so. A referral goes out by its own letter or on a list of its
-- branch; one of them is enough. `listed` tells what stands on a list from what has a sheet of its own.
create view waiting_printables as
select p.case_id, p.document, p.subject, p.standing, p.copies, p.office, p.made_at_ms,
       p.document in ('branchList', 'transmittal') as listed
from printables p
where not exists (
    select 1 from sheets s
    where s.case_id = p.case_id and s.subject = p.subject and s.mark is not 'spoiled'
      and ((s.document = p.document and s.standing = p.standing)
        or (s.document = 'branchList' and p.document = 'bankReferral')
        or (s.document = 'bankReferral' and p.document = 'branchList')));
