-- Incidents involving each medicine of each drug class that is asked for (all of them when none is), of the classing that is asked for.
--
-- asks: asked
-- returns: drug_class, medicine, incidents

with counted as (
    select medicine_list, count(*) as incidents from selected_list($asked) group by medicine_list
),
inside as (
    select distinct medicine_list, drug_class, medicine from selected_class_medicine($asked)
)
select drug_class, medicine, sum(incidents)::bigint as incidents
from counted
join inside using (medicine_list)
where $asked['drug_class'] is null or list_contains($asked['drug_class'], drug_class)
group by all
order by incidents desc, drug_class, medicine;
