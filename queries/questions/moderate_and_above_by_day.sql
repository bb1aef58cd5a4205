-- How many incidents of moderate harm and above there were on each day.
-- Those without a full date stand last, without a day.
--
-- asks: asked
-- returns: dated_on, harm_level, incidents

select dated_on, harm_level, count(*) as incidents
from selected_incident($asked)
where harm_level in ('Moderate', 'Severe', 'Fatal')
group by dated_on, harm_level
order by dated_on desc nulls last, harm_order(harm_level);
