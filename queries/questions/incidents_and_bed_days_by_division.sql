-- Incidents and occupied bed days of each division, with the number of months that it has bed days for.
-- Incidents of places without beds (theatres, pharmacy) are in their division's count and said apart; bed days of a whole site are no division's.
--
-- asks: asked
-- returns: division, incidents, incidents_without_beds, bed_days, months_with_bed_days, rate, lower, upper

with bedded as (
    select distinct site, location from bed_days where location <> 'All wards'
),
counted as (
    select
        division,
        count(*) as incidents,
        count(*) filter ((site, location) not in (select (site, location) from bedded)) as incidents_without_beds,
        count(*) filter ((site, location) in (select (site, location) from bedded)) as incidents_with_beds
    from selected_incident($asked)
    where dated_on is not null
    group by division
),
beds as (
    select division, sum(bed_days) as bed_days, count(distinct month) as months_with_bed_days
    from selected_bed_days($asked)
    where location <> 'All wards'
    group by division
)
select
    division,
    coalesce(counted.incidents, 0) as incidents,
    coalesce(counted.incidents_without_beds, 0) as incidents_without_beds,
    beds.bed_days,
    coalesce(beds.months_with_bed_days, 0) as months_with_bed_days,
    1000 * coalesce(incidents_with_beds, 0) / nullif(beds.bed_days, 0) as rate,
    1000 * lower_count(coalesce(incidents_with_beds, 0)) / nullif(beds.bed_days, 0) as lower,
    1000 * upper_count(coalesce(incidents_with_beds, 0)) / nullif(beds.bed_days, 0) as upper
from counted
full join beds using (division)
order by division;
