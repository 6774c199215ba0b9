-- The case database of one workstation.
--
-- Two kinds of table. The LOG and what belongs to the workstation are the truth; the PROJECTIONS are
-- recreated from the log at any time. Names are sixteen bytes, instants are milliseconds since 1970
-- (`_ms`), days are days since 1970-01-01 (`_day`), codes are the words that `casedb` writes.
-- This file is never edited once it has shipped; a change is a new file.

-- LOG ---------------------------------------------------------------------------------------------

-- A stream has one writer, ever. The open stream of this workstation is its newest with origin 'own'.
create table streams (
    id           blob primary key check (length(id) = 16),
    device       blob not null check (length(device) = 16),
    public_key   blob not null check (length(public_key) = 32),
    origin       text not null check (origin in ('own', 'other')),
    opened_at_ms integer not null
) strict, without rowid;

-- What happened, as it was signed: `raw` and `sig` are sent on as they are. The other columns repeat
-- what `raw` says, for indexes. `position` is the order of arrival at this workstation. What the registry said of an
-- event is its `ack_state`; where it holds, `settled_version` is its place in the registry's order of the case. A case is
-- the fold of what is settled, in that order, and then of this workstation's own pending events.
create table events (
    position  integer primary key,
    stream    blob not null references streams (id),
    seq       integer not null check (seq > 0),
    id        blob not null unique check (length(id) = 16),
    -- Absent where the event is the office's and of no case.
    case_id   blob check (length(case_id) = 16),
    kind      integer not null,
    at_ms     integer not null,
    -- Absent where the applicant or the registry acted.
    officer   text,
    office    text,
    raw       blob not null,
    sig       blob not null check (length(sig) = 64),
    hash      blob not null unique check (length(hash) = 32),
    prev      blob not null check (length(prev) = 32),
    ack_state text not null default 'pending'
              check (ack_state in ('pending', 'accepted', 'merged', 'overtaken', 'concurred', 'conflict', 'rejected',
                                   'quarantined')),
    settled_version integer check (settled_version > 0),
    -- Why it does not hold, as the registry says it.
    reason    text,
    unique (stream, seq),
    unique (case_id, settled_version),
    check ((settled_version is not null) = (case_id is not null and ack_state in ('accepted', 'merged')))
) strict;

create index events_by_case on events (case_id, position);
create index events_pending on events (position) where ack_state = 'pending';
create index events_answered on events (stream, seq) where ack_state <> 'pending';
create index events_by_office on events (office, at_ms, kind);

create trigger events_are_never_deleted before delete on events
begin
    select raise (abort, 'an event is never deleted');
end;

create trigger events_are_never_changed
before update of position, stream, seq, id, case_id, kind, at_ms, officer, office, raw, sig, hash, prev on events
begin
    select raise (abort, 'an event is never changed');
end;

create trigger verdicts_are_final before update of ack_state, settled_version, reason on events
when old.ack_state <> 'pending'
begin
    select raise (abort, 'a verdict is final');
end;

-- SQLite replaces a row without asking the triggers above. Each key is looked up by its index.
create trigger events_are_never_replaced before insert on events
when exists (select 1 from events where position = new.position)
  or exists (select 1 from events where stream = new.stream and seq = new.seq)
  or exists (select 1 from events where id = new.id)
  or exists (select 1 from events where hash = new.hash)
  or exists (select 1 from events where case_id = new.case_id and settled_version = new.settled_version)
begin
    select raise (abort, 'an event is never replaced');
end;

-- Settled events that are withheld from this office: each counts a version of its case and says nothing.
create table stubs (
    case_id         blob not null check (length(case_id) = 16),
    settled_version integer not null check (settled_version > 0),
    hash            blob not null check (length(hash) = 32),
    primary key (case_id, settled_version)
) strict, without rowid;

-- What came from the registry and cannot be taken: its workstation's certificate is missing, its bytes cannot be read,
-- or it contradicts what is here. Until that is mended its case can be read and nothing more.
create table held_back (
    hash            blob not null check (length(hash) = 32),
    case_id         blob check (length(case_id) = 16),
    why             text not null check (why in ('certificate', 'unreadable', 'contradiction')),
    stream          blob not null check (length(stream) = 16),
    seq             integer not null check (seq > 0),
    device          blob check (length(device) = 16),
    verdict         text not null,
    settled_version integer,
    reason          text,
    raw             blob,
    sig             blob,
    primary key (hash, verdict)
) strict;

create index held_back_by_case on held_back (case_id);

-- Whose events are believed: workstations and servers, as the registry certifies them. A server has no office.
create table devices (
    id          blob primary key check (length(id) = 16),
    public_key  blob not null check (length(public_key) = 32),
    office      text,
    certificate blob not null
) strict, without rowid;

-- WORKSTATION -------------------------------------------------------------------------------------

-- The one decision that waits to be sealed; `act` is the desk's own writing of it.
create table pending_decision (
    only_row      integer primary key check (only_row = 1),
    case_id       blob not null,
    officer       text not null,
    act           blob not null,
    decided_at_ms integer not null,
    seal_at_ms    integer not null
) strict;

-- What an officer had filled in and not yet decided.
create table drafts (
    case_id     blob not null,
    officer     text not null,
    act         blob not null,
    saved_at_ms integer not null,
    primary key (case_id, officer)
) strict, without rowid;

-- Blocks of licence numbers that the registry leased. `certificate` is its signed word for it.
create table number_blocks (
    id            blob primary key check (length(id) = 16),
    first_serial  integer not null check (first_serial > 0),
    last_serial   integer not null check (last_serial >= first_serial),
    use_until_day integer not null,
    certificate   blob not null,
    leased_at_ms  integer not null
) strict, without rowid;

create trigger number_blocks_never_overlap before insert on number_blocks
begin
    select raise (abort, 'the block overlaps another one')
    from number_blocks
    where new.first_serial <= last_serial and first_serial <= new.last_serial;
end;

-- Files that are kept beside the database, under names that say nothing.
create table stored_files (
    content      blob primary key check (length(content) = 32),
    size_bytes   integer not null,
    stored_at_ms integer not null
) strict, without rowid;

-- The accounts that may sit at this workstation.
create table officers (
    id     text primary key,
    person text not null,
    office text not null,
    name   text not null,
    title  text not null
) strict, without rowid;

-- Editions of the catalogue, as they came.
create table catalogues (
    edition        text primary key,
    raw            blob not null,
    received_at_ms integer not null
) strict, without rowid;

create table settings (
    name  text primary key,
    value blob not null
) strict, without rowid;

-- Secrets of the workstation, its signing key first. They are nowhere else.
create table secrets (
    name  text primary key,
    value blob not null
) strict, without rowid;

-- PROJECTIONS -------------------------------------------------------------------------------------

-- How far the projections have been brought, and by which version of the code.
create table projected (
    only_row integer primary key check (only_row = 1),
    version  integer not null,
    position integer not null
) strict;

insert into projected (only_row, version, position) values (1, 0, 0);

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
    needs_update       integer not null check (needs_update in (0, 1)),
    -- The folded words that the full-text index holds for the case.
    words              text not null
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

create virtual table case_search using fts5 (
    words,
    content = '',
    contentless_delete = 1,
    prefix = '2 3',
    tokenize = 'unicode61 remove_diacritics 0'
);

-- Documents that can be drawn from a case now.
create table printables (
    case_id    blob not null,
    document   text not null,
    subject    blob not null,
    standing   text not null,
    copies     integer not null,
    office     text not null,
    made_at_ms integer not null,
    primary key (case_id, document, subject)
) strict, without rowid;

create index printables_by_office on printables (office, copies);

-- The ledger of sheets. A serial counts within a stream.
create table sheets (
    event     blob primary key,
    stream    blob not null,
    serial    integer not null,
    case_id   blob not null,
    document  text not null,
    subject   blob not null,
    copy      integer not null,
    standing  text not null,
    template  integer not null,
    hash      blob not null,
    printer   text,
    officer   text not null,
    office    text not null,
    at_ms     integer not null,
    reprints  integer not null,
    mark      text check (mark in ('sound', 'spoiled', 'handedOver')),
    mark_text text,
    unique (stream, serial)
) strict, without rowid;

create index sheets_by_office on sheets (office, at_ms);

-- Every licence number that was ever used, with the event that used it.
create table licence_numbers (
    serial  integer primary key,
    event   blob not null unique,
    case_id blob not null
) strict;
