-- Editions that are kept no longer: nothing stands for them.
update publication
set withdrawn_at = $now, withdrawn_why = 'thinned'
where withdrawn_at is null and list_contains($editions::integer[], edition_id);
