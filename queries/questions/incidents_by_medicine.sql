-- Incidents involving each medicine. An incident with several medicines counts once for each.
--
-- asks: asked
-- returns: medicine, incidents

with counted as (
    select medicine_list, count(*) as incidents from selected_list($asked) group by medicine_list
),
named as (
    select distinct medicine_list, medicine from list_medicine
)
select medicine, sum(incidents)::bigint as incidents
from counted
join named using (medicine_list)
group by medicine
order by incidents desc, medicine;
