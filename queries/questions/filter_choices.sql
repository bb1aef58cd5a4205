-- What each filter can be set to in this edition, with the incidents of each choice; drug classes in every classing.
--
-- asks:
-- returns: filter, class_by, choice, incidents

with counted as (
    select medicine_list, count(*) as incidents from incident_list group by medicine_list
),
classed as (
    select class_by, drug_class, sum(incidents)::bigint as incidents
    from counted
    join list_class using (medicine_list)
    group by all
)
select 'site' as filter, '' as class_by, site as choice, count(*) as incidents from incident group by all
union all select 'division', '', division, count(*) from incident group by all
union all select 'location', '', location, count(*) from incident group by all
union all select 'drug_class', class_by, drug_class, incidents from classed
union all select 'high_risk', '', high_risk, sum(incidents)::bigint
from counted
join list_high_risk using (medicine_list)
group by all
union all select 'medicine', '', medicine, sum(incidents)::bigint
from counted
join (select distinct medicine_list, medicine from list_medicine) as named using (medicine_list)
group by all
union all select 'stage', '', stage, count(*) from incident_stage group by all
union all select 'error_type', '', error_type, count(*) from incident_error group by all
union all select 'harm', '', harm_level, count(*) from incident group by all
union all select 'reporter_group', '', reporter_group, count(*) from incident group by all
union all select 'source', '', source, count(*) from incident group by all
order by filter, class_by, choice;
