-- Incidents of each medication stage and error type together. One with several of either counts once in each pair of its stages
-- and error types, so that pairs add up to more than the incidents; what is not recorded is a word of its own.
--
-- asks: asked
-- returns: stage, error_type, incidents

select stage, error_type, count(*) as incidents
from incident_stage
join incident_error using (n)
where n in (select n from selected_incident($asked))
group by all
order by incidents desc, stage, error_type;
