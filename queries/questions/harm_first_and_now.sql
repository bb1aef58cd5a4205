-- Incidents by the harm level that they were first recorded with and the one that they have now.
--
-- asks: asked
-- returns: first_harm_level, harm_level, incidents

select first_harm_level, harm_level, count(*) as incidents
from selected_incident($asked)
group by first_harm_level, harm_level
order by harm_order(first_harm_level), harm_order(harm_level);
