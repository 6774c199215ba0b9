-- Words that are asked for by a long beginning, and the places of words, which nobody asks for.

-- PROJECTIONS -------------------------------------------------------------------------------------

-- A beginning for which there is no index of its own is answered by merging the cases of every word that has
-- it, all of them, before the first is known. Beginnings of four are typed often and are many words (telephone
-- numbers); longer ones are few words, which `case_terms` names, and whose cases are read one by one.
-- The rows follow from the log: they are written anew when the database is opened.
drop table case_search;

create virtual table case_search using fts5 (
    words,
    content = '',
    contentless_delete = 1,
    detail = column,
    prefix = '2 3 4',
    tokenize = 'unicode61 remove_diacritics 0'
);

create virtual table case_terms using fts5vocab (case_search, instance);
