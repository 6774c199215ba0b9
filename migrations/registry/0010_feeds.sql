-- An office sees an event by the row that shows it the case, without a look at the case: whoever reads a feed
-- asks this of hundreds of events at once. What its own officers wrote it sees in any case, also where the case is not
-- its own or does not exist: the author learns what became of it.
drop policy with_the_case on events;
create policy with_the_case on events for select
    using (
        (select setting('scope')) in ('applicant', 'supporter')
        and exists (select from cases c where c.id = events.case_id)
    );
create policy of_the_office on events for select
    using (
        (select setting('scope')) = 'office'
        and (
            events.office = (select setting('office'))
            or exists (
                select from case_offices o
                where o.case_id = events.case_id and o.office = (select setting('office'))
            )
        )
    );
