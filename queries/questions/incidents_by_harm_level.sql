-- Incidents at each level of physical harm, the greatest over an incident's patients; not recorded and not applicable apart.
--
-- asks: asked
-- returns: harm_level, incidents

select harm_level, count(*) as incidents
from selected_incident($asked)
group by harm_level
order by harm_order(harm_level);
