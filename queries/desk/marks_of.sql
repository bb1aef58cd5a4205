-- What is marked on these incidents (their numbers, as a JSON list), in the order in which it was.
select n, tag, marked_by, marked_at
from incident_mark
where removed_at is null and n in (select value from json_each(?))
order by mark
