-- Why a sheet was made after another one, or printed again.

-- PROJECTIONS -------------------------------------------------------------------------------------

alter table sheets add column reason text;
