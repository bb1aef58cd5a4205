-- Incidents that were first graded moderate or above, or are so now, by month, their first grade and the present one.
-- Those without a full date stand last, without a month.
--
-- asks: asked
-- returns: month, first_harm_level, harm_level, incidents

select date_trunc('month', dated_on)::date as month, first_harm_level, harm_level, count(*) as incidents
from selected_incident($asked)
where first_harm_level in ('Moderate', 'Severe', 'Fatal') or harm_level in ('Moderate', 'Severe', 'Fatal')
group by month, first_harm_level, harm_level
order by month nulls last, harm_order(first_harm_level), harm_order(harm_level);
