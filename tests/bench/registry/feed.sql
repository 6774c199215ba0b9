\set desk random(0, :desks - 1)
\set after random(0, :after)
begin;
select set_config('parvaneh.scope', 'office', true), set_config('parvaneh.code', '', true), set_config('parvaneh.identity', '', true), set_config('parvaneh.office', bench.office(:desk), true), set_config('parvaneh.number', '', true), set_config('parvaneh.draft', '', true), bench.office(:desk) as office \gset
select f.seq, e.hash, e.sealed, e.sig from feed_entries f join events e on e.id = f.event where f.office = :office and f.seq > :after order by f.seq limit 500;
rollback;
