-- Narrative is kept no longer than the trust says.
delete from narrative
where revision_id in (
    select revision_id
    from revision
    join imports on imports.import_id = revision.import_id
    where coalesce(occurred_latest, reported_on, imports.as_at) < $kept_from::date
);
