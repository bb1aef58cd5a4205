-- Incidents and occupied bed days of each ward or place, with the number of months that it has bed days for.
-- A place without bed days has none, and no rate; bed days of a whole site are no ward's.
--
-- asks: asked
-- returns: site, division, location, incidents, bed_days, months_with_bed_days, rate, lower, upper

with counted as (
    select site, division, location, count(*) as incidents
    from selected_incident($asked)
    where dated_on is not null
    group by all
),
beds as (
    select
        site, any_value(division) as division, location, sum(bed_days) as bed_days,
        count(distinct month) as months_with_bed_days
    from selected_bed_days($asked)
    where location <> 'All wards'
    group by site, location
),
incidents_of_place as (
    select
        site,
        location,
        coalesce(min(division) filter (division <> 'Not recorded'), 'Not recorded') as division,
        sum(incidents)::bigint as incidents
    from counted
    group by all
)
select
    site,
    coalesce(beds.division, incidents_of_place.division) as division,
    location,
    coalesce(incidents_of_place.incidents, 0) as incidents,
    beds.bed_days,
    coalesce(beds.months_with_bed_days, 0) as months_with_bed_days,
    1000 * coalesce(incidents_of_place.incidents, 0) / nullif(beds.bed_days, 0) as rate,
    1000 * lower_count(coalesce(incidents_of_place.incidents, 0)) / nullif(beds.bed_days, 0) as lower,
    1000 * upper_count(coalesce(incidents_of_place.incidents, 0)) / nullif(beds.bed_days, 0) as upper
from incidents_of_place
full join beds using (site, location)
order by site, location;
