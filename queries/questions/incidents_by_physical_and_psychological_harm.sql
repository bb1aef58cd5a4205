-- Incidents by the source they count from, their physical and their psychological harm: two scales, never added together.
-- Each is the greatest over an incident's patients.
--
-- asks: asked
-- returns: source, harm_level, psychological_harm, incidents

select source, harm_level, psychological_harm, count(*) as incidents
from selected_incident($asked)
group by source, harm_level, psychological_harm
order by source, harm_order(harm_level), psychological_harm;
