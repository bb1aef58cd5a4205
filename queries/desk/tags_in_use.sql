-- Every tag that stands on an incident, as it was written first.
select tag
from incident_mark
where mark in (select min(mark) from incident_mark where removed_at is null and tag <> '' group by tag)
order by tag
