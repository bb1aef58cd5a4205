-- Incidents of each month and level of harm with the same drug classes, medication stages and error types, each of these as the
-- list of them in alphabetical order with ' | ' between. Each incident counts once, in the one list of everything that it is.
--
-- asks: asked
-- returns: month, drug_classes, stages, error_types, harm_level, incidents

with selected as materialized (
    select n, medicine_list, harm_level, date_trunc('month', dated_on)::date as month
    from selected_list($asked)
    where dated_on is not null
),
classes_of as (
    select medicine_list, string_agg(distinct drug_class, ' | ' order by drug_class) as drug_classes
    from selected_class($asked)
    where medicine_list in (select medicine_list from selected)
    group by medicine_list
),
stages_of as (
    select n, string_agg(distinct stage, ' | ' order by stage) as stages
    from incident_stage
    where n in (select n from selected)
    group by n
),
errors_of as (
    select n, string_agg(distinct error_type, ' | ' order by error_type) as error_types
    from incident_error
    where n in (select n from selected)
    group by n
)
select month, drug_classes, stages, error_types, harm_level, count(*) as incidents
from selected
join classes_of using (medicine_list)
join stages_of using (n)
join errors_of using (n)
group by all
order by all;
