-- Incidents in each month.
-- A month with no incidents has no row here; the calendar of coverage decides whether that is a zero or a gap.
--
-- asks: asked
-- returns: month, incidents

select date_trunc('month', dated_on)::date as month, count(*) as incidents
from selected_incident($asked)
where dated_on is not null
group by all
order by all;
