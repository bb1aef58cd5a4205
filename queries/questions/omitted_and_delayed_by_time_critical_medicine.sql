-- Time-critical medicines named in incidents of an omitted or a delayed dose: incidents of either, and of each. One incident that
-- names several of them counts once for each.
--
-- asks: asked
-- returns: medicine, incidents, omitted, delayed

with counted as (
    select
        medicine_list,
        count(*) as incidents,
        count(*) filter (omitted) as omitted,
        count(*) filter (delayed) as delayed
    from selected_list($asked) as selected
    join late_dose using (n)
    group by medicine_list
),
time_critical as (
    select distinct medicine_list, medicine
    from list_class_medicine
    where class_by = 'high_risk' and drug_class = 'Time-critical medicines'
)
select
    medicine,
    sum(incidents)::bigint as incidents,
    sum(omitted)::bigint as omitted,
    sum(delayed)::bigint as delayed
from counted
join time_critical using (medicine_list)
group by medicine
order by incidents desc, medicine;
