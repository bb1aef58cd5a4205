-- Incidents in each calendar year; those of which only the year is known take part.
--
-- asks: asked
-- returns: year, incidents

select coalesce(extract(year from dated_earliest)::varchar, 'Not recorded') as year, count(*) as incidents
from selected_incident($asked)
group by all
order by all;
