-- How many incidents have narrative that is kept no longer.
select count(distinct (revision.source, revision.reference))
from narrative
join revision on revision.revision_id = narrative.revision_id
join imports on imports.import_id = revision.import_id
where coalesce(occurred_latest, reported_on, imports.as_at) < $kept_from::date;
