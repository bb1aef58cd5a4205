-- Incidents at each medication stage. An incident with several stages counts once in each.
--
-- asks: asked
-- returns: stage, incidents

select stage, count(*) as incidents
from incident_stage
where n in (select n from selected_incident($asked))
group by stage
order by incidents desc, stage;
