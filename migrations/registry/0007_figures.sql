-- What the headquarters counts. Nothing here names a person: figures are read in a scope that shows these rows
-- and no others. Both tables follow from the log and can be made again from it.

-- Each case as it stands.
create table standings (
    case_id uuid primary key references cases,
    tracking_code text not null,
    edition text not null,
    activity text not null,
    sex text check (sex in ('female', 'male')), -- a legal person has none
    province text not null,
    county text not null,
    field text,
    agency text,
    office text,
    stage text not null,
    registered_on date not null,
    submitted_on date,
    due_on date,
    late_from date, -- the first day that is past the last one, as its rule counts days
    answer_due_on date,
    open_requests integer not null,
    licence_force text check (licence_force in ('inForce', 'suspended', 'revoked', 'superseded')),
    licence_confirmation text check (licence_confirmation in ('provisional', 'registered')),
    licensed_on date,
    valid_until date
);
create index standings_by_lateness on standings (late_from) where late_from is not null;

-- What happened, as far as it is counted: a row for each event that counts.
create table happenings (
    event uuid primary key references events,
    case_id uuid not null references cases,
    what text not null check (what in (
        'registered', 'submitted', 'approved', 'approvedDevelopment', 'agencyRefused', 'labourRefused',
        'licensed', 'suspended', 'reinstated', 'revoked', 'superseded', 'withdrawn', 'withdrawnEmpowerment',
        'requestsOpened', 'empowermentCompleted', 'referred', 'paid', 'declined', 'quotaUsedUp', 'lapsed')),
    on_day date not null,
    month integer not null, -- the Jalali month, such as 140509
    activity text not null,
    sex text check (sex in ('female', 'male')),
    province text not null,
    county text not null,
    field text,
    agency text,
    office text,
    items integer not null,
    amount bigint,
    review_days integer,
    in_time boolean,
    whole_days integer,
    whole_working_days integer,
    conditions integer[]
);
create index happenings_by_day on happenings (on_day);
create index happenings_by_case on happenings (case_id);

alter table standings enable row level security;
alter table happenings enable row level security;
create policy whole on standings using ((select setting('scope')) = 'whole');
create policy whole on happenings using ((select setting('scope')) = 'whole');
create policy of_figures on standings for select using ((select setting('scope')) = 'figures');
create policy of_figures on happenings for select using ((select setting('scope')) = 'figures');
create policy of_figures on deadline_steps for select using ((select setting('scope')) = 'figures');

grant select, insert, update, delete on standings, happenings to parvaneh_registry;
