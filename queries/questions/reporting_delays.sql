-- How many days incidents took to be reported, by day of incident, and until when a report of them could have been seen.
-- Of the whole trust, whatever is asked: incidents with both days, of the 24 months before the newest extract was run (two
-- of every season; older habits of reporting say little). `seen_until` is the day before the newest run of an extract of
-- their source that covers their day: what was reported on the day of the run or later was seen only in part, and is left
-- out. A report dated before its incident has no delay that is known.
--
-- asks:
-- returns: occurred_on, days_until_reported, seen_until, incidents

with recent as (
    select source, occurred_earliest as occurred_on, reported_on
    from incident
    where occurred_precision = 'day'
        and reported_on >= occurred_earliest
        and occurred_earliest >= (select max(as_at) from extract) - interval 24 month
),
last_run as (
    select recent_day.source, recent_day.occurred_on, max(extract.as_at) as as_at
    from (select distinct source, occurred_on from recent) as recent_day
    join extract
        on extract.source = recent_day.source
        and coalesce(recent_day.occurred_on >= extract.covers_from, true)
        and coalesce(recent_day.occurred_on <= extract.covers_until, true)
    group by recent_day.source, recent_day.occurred_on
)
select
    recent.occurred_on,
    recent.reported_on - recent.occurred_on as days_until_reported,
    last_run.as_at - 1 as seen_until,
    count(*) as incidents
from recent
join last_run on last_run.source = recent.source and last_run.occurred_on = recent.occurred_on
where recent.reported_on < last_run.as_at
group by all
order by all;
