-- Incidents marked as read, incidents that have a tag, and different tags.
select
    count(distinct case when tag = '' then n end) as read_marks,
    count(distinct case when tag <> '' then n end) as tagged,
    count(distinct case when tag <> '' then tag end) as tags
from incident_mark
where removed_at is null
