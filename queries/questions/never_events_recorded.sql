-- Incidents by what the field of their extract says of a Never Event.
--
-- asks: asked
-- returns: never_event, incidents

select never_event, count(*) as incidents
from selected_with_never_event_and_yellow_card($asked)
group by all
order by never_event;
