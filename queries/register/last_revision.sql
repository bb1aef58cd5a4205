-- The number of the newest word.
select coalesce(max(revision_id), 0) from revision;
