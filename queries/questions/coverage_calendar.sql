-- The calendar of coverage: each source, site and month with the days that extracts cover, whether the month is counted
-- from this source, and the incidents that this edition counts from it by date of incident.
-- Period, site and source narrow it; what an incident is does not, because a covered month is covered for all of them.
--
-- asks: asked
-- returns: source, site, month, covered_days, days_in_month, state, edited, edit_reason, counts, incidents

with counted as (
    select source, site, date_trunc('month', occurred_earliest)::date as month, count(*) as incidents
    from incident
    where occurred_precision = 'day'
    group by all
)
select
    calendar.source,
    calendar.site,
    calendar.month,
    covered_days,
    days_in_month,
    state,
    edited,
    edit_reason,
    counts,
    coalesce(counted.incidents, 0) as incidents
from coverage_calendar as calendar
left join counted
    on counted.source = calendar.source and counted.site = calendar.site and counted.month = calendar.month
where ($asked['from'] is null or calendar.month >= date_trunc('month', $asked['from']::date))
    and ($asked['until'] is null or calendar.month <= $asked['until'])
    and ($asked['site'] is null or list_contains($asked['site'], calendar.site))
    and ($asked['source'] is null or list_contains($asked['source'], calendar.source))
order by calendar.site, calendar.source, calendar.month;
