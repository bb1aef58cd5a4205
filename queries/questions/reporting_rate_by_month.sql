-- Incidents recorded per 1,000 occupied bed days in each month, with 95 % limits (exact Poisson below 10, Byar from 10 on).
-- The rate is empty where the month has no bed days for the places asked. A covered month without incidents has the
-- count 0; a month that no extract covers has no row.
--
-- asks: asked
-- returns: month, incidents, bed_days, rate, lower, upper

with counted as (
    select date_trunc('month', dated_on)::date as month, count(*) as incidents
    from selected_incident($asked)
    where dated_on is not null
    group by all
),
covered as (
    select distinct month from selected_coverage($asked) where whole_month
),
beds as (
    select month, sum(bed_days) as bed_days
    from selected_bed_days($asked)
    group by month
)
select
    month,
    coalesce(counted.incidents, 0) as incidents,
    beds.bed_days,
    1000 * coalesce(counted.incidents, 0) / nullif(beds.bed_days, 0) as rate,
    1000 * lower_count(coalesce(counted.incidents, 0)) / nullif(beds.bed_days, 0) as lower,
    1000 * upper_count(coalesce(counted.incidents, 0)) / nullif(beds.bed_days, 0) as upper
from (select month from counted union select month from covered)
left join counted using (month)
left join beds using (month)
order by month;
