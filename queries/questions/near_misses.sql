-- Incidents that did not reach the patient, where the source says so; the others did reach the patient or nothing is said.
--
-- asks: asked
-- returns: near_misses, reached, not_said

select
    count(*) filter (near_miss) as near_misses,
    count(*) filter (not near_miss) as reached,
    count(*) filter (near_miss is null) as not_said
from selected_incident($asked);
