-- The newest incidents that are asked for, one row each, newest first: coded fields only, 2,000 rows at most.
-- `n` is the incident's own number, from edition to edition. A reference stands with moderate harm and above only.
--
-- asks: asked
-- returns: n, reference, source, dated_on, year, harm_level, site, division, location, medicines, drug_classes, stages, error_types, reporter_group, status

with newest as (
    select *
    from selected_list($asked)
    order by dated_on desc nulls last, dated_earliest desc nulls last, n desc
    limit 2000
),
medicines_of as (
    select medicine_list, string_agg(distinct medicine, ', ' order by medicine) as medicines
    from list_medicine
    where medicine_list in (select medicine_list from newest)
    group by medicine_list
),
classes_of as (
    select medicine_list, string_agg(distinct drug_class, '; ' order by drug_class) as drug_classes
    from selected_class($asked)
    where medicine_list in (select medicine_list from newest)
    group by medicine_list
),
stages_of as (
    select n, string_agg(distinct stage, '; ' order by stage) as stages
    from incident_stage
    where n in (select n from newest)
    group by n
),
errors_of as (
    select n, string_agg(distinct error_type, '; ' order by error_type) as error_types
    from incident_error
    where n in (select n from newest)
    group by n
)
select
    n,
    reference,
    source,
    dated_on,
    coalesce(year(dated_earliest)::varchar, 'Not recorded') as year,
    harm_level,
    site,
    division,
    location,
    medicines,
    drug_classes,
    stages,
    error_types,
    reporter_group,
    status
from newest
left join medicines_of using (medicine_list)
left join classes_of using (medicine_list)
left join stages_of using (n)
left join errors_of using (n)
order by dated_on desc nulls last, dated_earliest desc nulls last, n desc;
