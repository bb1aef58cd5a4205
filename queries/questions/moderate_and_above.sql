-- The incidents of moderate harm and above, one row each, newest first: coded fields only.
--
-- asks: asked
-- returns: reference, source, dated_on, harm_level, site, division, location, medicines, stages, error_types, status

select
    coalesce(reference, 'Not recorded') as reference,
    source,
    dated_on,
    harm_level,
    site,
    division,
    location,
    (
        select string_agg(distinct m.medicine, ', ' order by m.medicine)
        from list_medicine as m
        where m.medicine_list = chosen.medicine_list
    ) as medicines,
    (select string_agg(distinct s.stage, ', ' order by s.stage) from incident_stage as s where s.n = chosen.n) as stages,
    (select string_agg(distinct e.error_type, ', ' order by e.error_type) from incident_error as e where e.n = chosen.n) as error_types,
    status
from selected_list($asked) as chosen
where harm_level in ('Moderate', 'Severe', 'Fatal')
order by dated_on desc nulls last, reference;
