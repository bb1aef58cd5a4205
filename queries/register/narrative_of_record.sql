-- The newest free text of one record: of the imports that are not undone, the last in order that brought any.
with told as (
    select revision.revision_id, live_import.as_at, live_import.place_in_order
    from revision
    inner join live_import using (import_id)
    where
        revision.source = $source
        and revision.reference = $reference
        and revision.revision_id in (select revision_id from narrative)
)

select heading, "text", as_at
from narrative
inner join told using (revision_id)
where told.place_in_order = (select max(place_in_order) from told)
order by narrative.position, narrative."text";
