-- Lists of cases go on after the last one of the page before, however long they are.
create index standings_by_registration on standings (registered_on, case_id);
