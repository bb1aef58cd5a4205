-- How many incidents of each ward or place have each field recorded, whatever is known of their dates.
-- Fields mean what they mean in completeness_by_month. A place belongs to the division that is recorded for it.
--
-- asks: asked
-- returns: site, division, location, field, incidents, recorded

with selected as (  -- 'Not recorded' stands alone where it stands, and is by far the shorter list to look in
    select
        *,
        n not in (select n from incident_stage where stage = 'Not recorded') as has_stage,
        n not in (select n from incident_error where error_type = 'Not recorded') as has_error_type,
        medicine_list in (select medicine_list from list_medicine where medicine <> 'No medicine named') as has_medicine,
        medicine_list in (
            select medicine_list from list_medicine where medicine not in ('No medicine named', 'Medicine not recognised')
        ) as has_recognised
    from selected_list($asked)
)
select site, division, location, field, incidents, recorded
from (
    select
        site,
        coalesce(min(selected.division) filter (selected.division <> 'Not recorded'), 'Not recorded') as division,
        location,
        unnest([
            {'field': 'Date reported', 'incidents': count(*), 'recorded': count(reported_on)},
            {'field': 'Site', 'incidents': count(*), 'recorded': count_if(site <> 'Not recorded')},
            {'field': 'Division', 'incidents': count(*), 'recorded': count_if(selected.division <> 'Not recorded')},
            {'field': 'Ward or place', 'incidents': count(*), 'recorded': count_if(location <> 'Not recorded')},
            {'field': 'Harm level', 'incidents': count(*), 'recorded': count_if(harm_level <> 'Not recorded')},
            {'field': 'Medication stage', 'incidents': count(*), 'recorded': count_if(has_stage)},
            {'field': 'Error type', 'incidents': count(*), 'recorded': count_if(has_error_type)},
            {'field': 'Medicine', 'incidents': count(*), 'recorded': count_if(has_medicine)},
            {'field': 'Medicine recognised', 'incidents': count_if(has_medicine), 'recorded': count_if(has_recognised)},
            {'field': 'Reporter group', 'incidents': count(*), 'recorded': count_if(reporter_group <> 'Not recorded')},
            {'field': 'Approval status', 'incidents': count(*), 'recorded': count_if(status <> 'Not recorded')}
        ], recursive := true)
    from selected
    group by site, location
)
order by site, location, field;
