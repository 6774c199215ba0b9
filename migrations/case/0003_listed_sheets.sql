-- A list is one sheet that stands in each of its cases, so a serial may be there once for each.
-- The rows follow from the log: they are written anew when the database is opened.
drop table sheets;

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
    job       integer,
    paper     text,
    unique (stream, serial, case_id)
) strict, without rowid;

create index sheets_by_office on sheets (office, at_ms);
create index sheets_by_document on sheets (case_id, document, subject);
create index sheets_by_paper on sheets (paper) where paper is not null;
