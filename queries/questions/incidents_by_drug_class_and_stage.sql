-- Incidents involving each drug class, of the classing that is asked for, at each medication stage. One with several of either
-- counts once in each pair.
--
-- asks: asked
-- returns: drug_class, stage, incidents

with counted as (
    select medicine_list, stage, count(*) as incidents
    from selected_list($asked) as selected
    join incident_stage using (n)
    group by all
)
select drug_class, stage, sum(incidents)::bigint as incidents
from counted
join selected_class($asked) as classed using (medicine_list)
group by all
order by incidents desc, drug_class, stage;
