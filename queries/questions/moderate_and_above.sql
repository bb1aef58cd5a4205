-- The newest incidents of moderate harm and above, one row each, newest first: coded fields only, 200 rows at most.
--
-- asks: asked
-- returns: reference, source, dated_on, harm_level, site, division, location, medicines, stages, error_types, status

with chosen as materialized (  -- once: words are put together for these alone, a third quicker than one incident at a time
    select n, medicine_list, reference, source, dated_on, harm_level, site, division, location, status
    from selected_list($asked)
    where harm_level in ('Moderate', 'Severe', 'Fatal')
    order by dated_on desc nulls last, reference, n
    limit 200
),
medicines_of as (
    select medicine_list, string_agg(distinct medicine, ', ' order by medicine) as medicines
    from list_medicine
    where medicine_list in (select medicine_list from chosen)
    group by medicine_list
),
stages_of as (
    select n, string_agg(distinct stage, ', ' order by stage) as stages
    from incident_stage
    where n in (select n from chosen)
    group by n
),
errors_of as (
    select n, string_agg(distinct error_type, ', ' order by error_type) as error_types
    from incident_error
    where n in (select n from chosen)
    group by n
)
select
    coalesce(reference, 'Not recorded') as reference,
    source,
    dated_on,
    harm_level,
    site,
    division,
    location,
    medicines,
    stages,
    error_types,
    status
from chosen
left join medicines_of using (medicine_list)
left join stages_of using (n)
left join errors_of using (n)
order by dated_on desc nulls last, reference;
