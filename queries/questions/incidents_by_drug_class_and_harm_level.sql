-- Incidents involving each drug class, of the classing that is asked for, at each level of harm. One with medicines of several
-- classes counts once in each.
--
-- asks: asked
-- returns: drug_class, harm_level, incidents

with counted as (
    select medicine_list, harm_level, count(*) as incidents from selected_list($asked) group by all
)
select drug_class, harm_level, sum(incidents)::bigint as incidents
from counted
join selected_class($asked) as classed using (medicine_list)
group by drug_class, harm_level
order by drug_class, harm_order(harm_level);
