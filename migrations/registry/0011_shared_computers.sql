-- What keeps the next person at a computer from the last one's data: sessions that were ended, and forms that may not come back.

-- Sessions of applicants are sealed in their cookies and have no rows; these were ended before their time. The names are random
-- and say nothing of anybody. Each is looked for in the statement that sets a transaction's scope.
create table ended_sessions (
    session uuid primary key,
    ended_at_ms bigint not null
);
alter table ended_sessions enable row level security;
create policy whole on ended_sessions
    using ((select setting('scope')) = 'whole');
-- It is read before there is a scope.
create policy known_to_all on ended_sessions for select
    using (true);
grant select, insert, delete on ended_sessions to parvaneh_registry;

-- Page one lasts as long as its browser's session, unless its owner asked to go on another day. What cannot be opened with its
-- owner's answer is asked for a few times and then forgotten.
alter table drafts add column kept boolean not null default false;
alter table drafts add column wrong_answers smallint not null default 0;

-- Names of forms that became cases, or were put away: nothing is kept under them any more, in whichever order requests arrive.
create table spent_drafts (
    name uuid primary key,
    spent_at_ms bigint not null
);
alter table spent_drafts enable row level security;
create policy whole on spent_drafts
    using ((select setting('scope')) = 'whole');
create policy of_the_browser on spent_drafts
    using (
        (select setting('scope')) = 'draft'
        and name = (select setting('draft'))::uuid
    );
grant select, insert, delete on spent_drafts to parvaneh_registry;
