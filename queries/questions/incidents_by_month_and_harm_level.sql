-- Incidents of each month at each level of physical harm.
-- A month with no incidents has no row here; the calendar of coverage decides whether that is a zero or a gap.
--
-- asks: asked
-- returns: month, harm_level, incidents

select date_trunc('month', dated_on)::date as month, harm_level, count(*) as incidents
from selected_incident($asked)
where dated_on is not null
group by month, harm_level
order by month, harm_order(harm_level);
