-- Incidents of each type of error. An incident with several types counts once in each.
--
-- asks: asked
-- returns: error_type, incidents

select error_type, count(*) as incidents
from incident_error
where n in (select n from selected_incident($asked))
group by error_type
order by incidents desc, error_type;
