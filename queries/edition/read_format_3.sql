-- What questions read of an edition of format 3 or before, which does not say how its series are judged (then by the house
-- rules and a fixed number of days) nor who recorded a break. Nothing of this is written anywhere.

create temp view how_judged as
select 'NHSRplotthedots' as rule_set, null::integer as complete_from_percent;

create temp view what_happened as
select *, '' as evidence, '' as recorded_by, null::date as recorded_on from dated_record;
