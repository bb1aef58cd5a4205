-- The incidents of moderate harm and above of each month by their approval status, in the words of the source system.
-- 'Not recorded' where the extract gives no status. Those without a full date stand last, without a month.
--
-- asks: asked
-- returns: month, source, status, incidents

select date_trunc('month', dated_on)::date as month, source, status, count(*) as incidents
from selected_incident($asked)
where harm_level in ('Moderate', 'Severe', 'Fatal')
group by month, source, status
order by month nulls last, source, status;
