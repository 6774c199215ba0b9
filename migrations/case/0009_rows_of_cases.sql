-- Rows of cases without the words of the index, and with the case that one takes the place of.

-- PROJECTIONS -------------------------------------------------------------------------------------

-- The rows follow from the log: they are written anew when the database is opened.
drop table case_offices;
drop table cases;

-- One row for each case: what the queue shows, sorts and filters by. `number` counts the cases in the
-- order in which they came; the full-text index knows them by it.
create table cases (
    number             integer primary key,
    id                 blob not null unique,
    version            integer not null,
    tracking_code      text not null,
    external_code      text,
    identity           text not null,
    applicant          text not null,
    sort_key           blob not null,
    activity           text not null,
    purpose            text not null,
    -- The case whose licence this one's takes the place of.
    follows            blob,
    field              text,
    field_title        text,
    agency             text,
    path               text,
    stage              text not null,
    -- Whose turn it is; an open case is one on which an office still has to act.
    office             text,
    is_open            integer not null check (is_open in (0, 1)),
    holder             text,
    -- The running deadline: whose, its last day, whether it stands still, and what it is counted from;
    -- `clock_pauses` is `from-to` in milliseconds, with commas between them.
    review             text,
    due_day            integer,
    is_paused          integer not null check (is_paused in (0, 1)),
    clock_started_ms   integer,
    clock_extended_days integer,
    clock_pauses       text,
    open_requests      integer not null,
    answered_requests  integer not null,
    documents          integer not null,
    documents_unseen   integer not null,
    services_done      integer not null,
    certificate_ends_day integer,
    licence_number     text,
    licence_ends_day   integer,
    registered_at_ms   integer not null,
    changed_at_ms      integer not null,
    needs_update       integer not null check (needs_update in (0, 1))
) strict;

create index cases_by_tracking_code on cases (tracking_code);
create index cases_by_identity on cases (identity);
create index cases_by_licence on cases (licence_number) where licence_number is not null;
create index cases_by_external_code on cases (external_code) where external_code is not null;
-- Everything that the queue filters, groups and sorts by, so that it reads this alone.
create index cases_by_turn
    on cases (office, is_open, is_paused, due_day, review, holder, stage, activity, field);

-- Offices that may see a case: each whose turn it ever was, and each that acted on it.
create table case_offices (
    office text not null,
    number integer not null references cases (number),
    primary key (office, number)
) strict, without rowid;
