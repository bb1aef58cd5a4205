-- Incidents by day of the week (1 Monday to 7 Sunday) and hour of the day, always by date of incident. NULL where no full date, or no
-- time, is known. Exactly midnight stands apart, because it often means that no time was given.
--
-- asks: asked
-- returns: weekday, hour, at_midnight, incidents

select
    case when occurred_precision = 'day' then isodow(occurred_earliest)::integer end as weekday,
    hour(occurred_time)::integer as hour,
    coalesce(occurred_time = time '00:00:00', false) as at_midnight,
    count(*) as incidents
from selected_with_time_and_candour($asked)
group by all
order by weekday nulls last, hour nulls last, at_midnight;
