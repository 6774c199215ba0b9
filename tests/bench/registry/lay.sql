-- Lays the world at :cases cases and :desks desks. Keys are not checked row by row and indexes are built at the end:
-- the copies are right by how they are made, and the tables are as a registry's are.

set session_replication_role = replica;
set allow_system_table_mods = on;
set synchronous_commit = off;
set work_mem = '256MB';
update pg_index set indisready = false
    where indrelid = any ('{events, cases, case_offices, licences, feed_entries}'::regclass[]);
call bench.lay(:cases, :desks);
update pg_index set indisready = true
    where indrelid = any ('{events, cases, case_offices, licences, feed_entries}'::regclass[]);
reindex table events;
reindex table cases;
reindex table case_offices;
reindex table licences;
reindex table feed_entries;
vacuum analyze;
checkpoint;
