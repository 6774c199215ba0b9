-- What the registry does when days have passed, each once.

-- The day on which the oldest open request should have been answered.
alter table cases add column answer_due_on date;
create index cases_by_answer_due on cases (answer_due_on) where answer_due_on is not null;

-- A step that was taken about a deadline. Its key is what makes it happen once, however many servers run.
create table deadline_steps (
    case_id uuid not null references cases,
    step text not null check (step in ('overdue', 'escalated', 'unanswered')),
    due_on date not null,
    event uuid not null references events,
    taken_at_ms bigint not null,
    primary key (case_id, step, due_on)
);

alter table deadline_steps enable row level security;
create policy whole on deadline_steps
    using ((select setting('scope')) = 'whole');
create policy with_the_case on deadline_steps for select
    using (
        (select setting('scope')) in ('applicant', 'office')
        and exists (select from cases c where c.id = deadline_steps.case_id)
    );
grant select, insert on deadline_steps to parvaneh_registry;
