\set serial 1000000000 + random(1, :licences)
\set number :serial * 100 + 98 - (:serial * 100) % 97
begin;
select set_config('parvaneh.scope', 'paper', true), set_config('parvaneh.code', '', true), set_config('parvaneh.identity', '', true), set_config('parvaneh.office', '', true), set_config('parvaneh.number', :number, true), set_config('parvaneh.draft', '', true);
select event, holder, identity_mask, activity, field, county, issuer, confirmation, force, force_since_ms, issued_on::text, valid_until::text from licences where number = :number;
rollback;
