-- On which days an officer supervises the office; never, where the first is missing.
alter table officers add column supervises_from_day integer;
alter table officers add column supervises_until_day integer;
