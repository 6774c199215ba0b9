-- The workstation's own log of what its officers looked at and searched for. It belongs to the workstation: nothing of it
-- is an event, it is never sent, and `rebuild` leaves it alone. What was searched for may name a person; like the cases
-- themselves it is in this encrypted file alone.
create table looks (
    number   integer primary key,
    officer  text not null,
    office   text not null,
    at_ms    integer not null,
    what     text not null check (what in ('case', 'document', 'search')),
    case_id  blob check (length(case_id) = 16),
    document integer,
    content  blob check (length(content) = 32),
    query    text,
    check ((what = 'search') = (query is not null) and (what = 'search') = (case_id is null)),
    check ((what = 'document') = (document is not null) and (what = 'document') = (content is not null))
) strict;

create index looks_at_documents on looks (case_id, office) where what = 'document';
