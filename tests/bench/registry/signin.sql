\set i random(1, :asked)
begin;
select set_config('parvaneh.scope', 'applicant', true), set_config('parvaneh.code', code, true), set_config('parvaneh.identity', identity, true), set_config('parvaneh.office', '', true), set_config('parvaneh.number', '', true), set_config('parvaneh.draft', '', true), code from bench.asked where i = :i \gset
select id from cases where tracking_code = :code;
rollback;
begin;
select set_config('parvaneh.scope', 'applicant', true), set_config('parvaneh.code', code, true), set_config('parvaneh.identity', identity, true), set_config('parvaneh.office', '', true), set_config('parvaneh.number', '', true), set_config('parvaneh.draft', '', true), case_id from bench.asked where i = :i \gset
select id, sealed, hash from events where case_id = :case_id and case_version is not null order by case_version;
rollback;
