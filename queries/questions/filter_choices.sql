-- What each filter can be set to in this edition, with the incidents of each choice.
--
-- asks:
-- returns: filter, choice, incidents

select 'site' as filter, site as choice, count(*) as incidents from incident group by all
union all select 'division', division, count(*) from incident group by all
union all select 'location', location, count(*) from incident group by all
union all select 'drug_class', drug_class, count(*) from incident_class group by all
union all select 'medicine', medicine, count(distinct n) from incident_medicine group by all
union all select 'high_risk', high_risk, count(*) from incident_high_risk group by all
union all select 'stage', stage, count(*) from incident_stage group by all
union all select 'error_type', error_type, count(*) from incident_error group by all
union all select 'harm', harm_level, count(*) from incident group by all
union all select 'reporter_group', reporter_group, count(*) from incident group by all
union all select 'source', source, count(*) from incident group by all
order by filter, choice;
