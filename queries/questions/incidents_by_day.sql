-- How many incidents there were on each day.
-- Those without a full date stand last, without a day.
--
-- asks: asked
-- returns: dated_on, incidents

select dated_on, count(*) as incidents
from selected_incident($asked)
group by dated_on
order by dated_on desc nulls last;
