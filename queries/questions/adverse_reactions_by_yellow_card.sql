-- Incidents of a suspected adverse reaction, by whether their extract holds a Yellow Card reference.
-- `with_error` is whether an error is recorded beside the reaction, which may have led to it.
--
-- asks: asked
-- returns: yellow_card, with_error, incidents

select yellow_card, with_error, count(*) as incidents
from selected_with_never_event_and_yellow_card($asked)
join adverse_reaction using (n)
group by all
order by yellow_card, with_error;
