-- Incidents involving each medicine. An incident with several medicines counts once for each.
--
-- asks: asked
-- returns: medicine, incidents

select medicine, count(distinct n) as incidents
from incident_medicine
where n in (select n from selected_incident($asked))
group by medicine
order by incidents desc, medicine;
