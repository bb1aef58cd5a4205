-- How long incidents of each ward or place took to be reported.
-- Whole days from the day of the incident to the day it was reported. Median and 90th percentile by nearest rank: the
-- fewest days within which at least half, or nine in ten, of the incidents with both days were reported. No delay is known
-- where a day is missing, or where the report is dated before the incident.
--
-- asks: asked
-- returns: site, division, location, incidents, median_days, p90_days, within_7, within_30, no_delay_known

with selected as (
    select
        *,
        case
            when occurred_precision = 'day' and reported_on >= occurred_earliest then reported_on - occurred_earliest
        end as delay
    from selected_incident($asked)
)
select
    site,
    coalesce(min(selected.division) filter (selected.division <> 'Not recorded'), 'Not recorded') as division,
    location,
    count(delay) as incidents,
    quantile_disc(delay, 0.5) as median_days,
    quantile_disc(delay, 0.9) as p90_days,
    count(*) filter (delay <= 7) as within_7,
    count(*) filter (delay <= 30) as within_30,
    count(*) filter (delay is null) as no_delay_known
from selected
group by site, location
order by site, location;
