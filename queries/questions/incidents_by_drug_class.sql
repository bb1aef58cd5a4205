-- Incidents involving each drug class, of the classing that is asked for. One with medicines of several classes counts once in each.
-- Those that name no medicine, or one that is not recognised, have words of their own and are never dropped.
--
-- asks: asked
-- returns: drug_class, incidents

with counted as (
    select medicine_list, count(*) as incidents from selected_list($asked) group by medicine_list
)
select drug_class, sum(incidents)::bigint as incidents
from counted
join selected_class($asked) as classed using (medicine_list)
group by drug_class
order by incidents desc, drug_class;
