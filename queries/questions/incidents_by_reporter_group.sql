-- Incidents by the staff group of who reported them, in the groups of LFPSE; not recorded apart.
--
-- asks: asked
-- returns: reporter_group, incidents

select reporter_group, count(*) as incidents
from selected_incident($asked)
group by reporter_group
order by incidents desc, reporter_group;
