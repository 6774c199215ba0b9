-- Print sessions: documents that go to the printer as one job.

-- WORKSTATION -------------------------------------------------------------------------------------

-- What was set out to be printed. Whether a sheet came out is in the log; this is kept so that a session
-- that was broken off can be taken up again. While it is `sending` nobody knows whether the printer has it.
create table print_jobs (
    number      integer primary key,
    officer     text not null,
    office      text not null,
    state       text not null check (state in ('planned', 'sending', 'done', 'dropped')),
    printer     text,
    begun_at_ms integer not null
) strict;

create unique index print_jobs_one_open on print_jobs (office) where state in ('planned', 'sending');

-- The documents of a session, in order. `note` is the desk's own writing: the sheet that was being sent, or
-- why the document could not be drawn. `serial` is the sheet's once it is in the ledger.
create table print_job_items (
    job      integer not null references print_jobs (number),
    nth      integer not null,
    case_id  blob not null check (length(case_id) = 16),
    document text not null,
    subject  blob not null check (length(subject) = 16),
    state    text not null check (state in ('waiting', 'sending', 'printed', 'failed')),
    note     blob,
    serial   integer,
    primary key (job, nth)
) strict, without rowid;

-- PROJECTIONS -------------------------------------------------------------------------------------

-- The session that a sheet went with, and the serial that its paper had before.
alter table sheets add column job integer;
alter table sheets add column paper text;

create index sheets_by_document on sheets (case_id, document, subject);
create index sheets_by_paper on sheets (paper) where paper is not null;
