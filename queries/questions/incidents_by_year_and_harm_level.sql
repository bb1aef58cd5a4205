-- Incidents of each calendar year at each level of physical harm; those of which only the year is known take part.
--
-- asks: asked
-- returns: year, harm_level, incidents

select
    coalesce(extract(year from dated_earliest)::varchar, 'Not recorded') as year, harm_level, count(*) as incidents
from selected_incident($asked)
group by year, harm_level
order by year, harm_order(harm_level);
