-- Incidents of each month with each type of error. One with several types counts once in each. A month without one has no row
-- here; the calendar of coverage decides whether that is a zero or a gap, and its sources whether they have a word for it.
--
-- asks: asked
-- returns: month, error_type, incidents

select date_trunc('month', dated_on)::date as month, error_type, count(*) as incidents
from selected_incident($asked) as selected
join incident_error using (n)
where dated_on is not null
group by all
order by all;
