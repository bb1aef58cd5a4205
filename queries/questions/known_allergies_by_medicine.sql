-- Medicines named in incidents with the error type of a known allergy, and whether each is a penicillin. One incident that names
-- several counts once for each.
--
-- asks: asked
-- returns: medicine, penicillin, incidents

with counted as (
    select medicine_list, count(*) as incidents
    from selected_list($asked)
    where n in (select n from incident_error where error_type = 'Known allergy')
    group by medicine_list
),
named as (
    select distinct medicine_list, medicine from list_medicine
),
penicillin as (
    select distinct medicine
    from list_class_medicine
    where class_by = 'high_risk' and drug_class = 'Penicillins'
)
select
    medicine,
    medicine in (select medicine from penicillin) as penicillin,
    sum(incidents)::bigint as incidents
from counted
join named using (medicine_list)
group by all
order by incidents desc, medicine;
