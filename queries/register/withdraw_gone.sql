-- The officer's word on incidents that are gone: withdrawn. It is a word like any other, so that it is undone with its
-- import and overruled by a later listing that holds the incident again.
insert into revision
select
    revision.* replace (
        $import_id::integer as import_id,
        'withdrawn' as standing,
        (select coalesce(max(revision_id), 0) from revision) + row_number() over (order by revision.revision_id) as revision_id
    )
from current_record
join revision on revision.revision_id = current_record.revision_id
where current_record.source = $source and list_contains($references::varchar[], current_record.reference);
