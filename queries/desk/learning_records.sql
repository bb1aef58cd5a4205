-- The newest revision of every record of a kind that was not taken back, with when and by whom it was begun, lowest number first.
select
    newest.number,
    newest.revision,
    newest.content,
    newest.noted_at,
    newest.noted_by,
    first_one.noted_at as began_at,
    first_one.noted_by as began_by,
    newest.taken_back
from learning_record as newest
inner join (
    select kind, number, max(revision) as revision, min(revision) as first_revision
    from learning_record
    where kind = ?
    group by kind, number
) as standing using (kind, number, revision)
inner join learning_record as first_one
    on first_one.kind = newest.kind
    and first_one.number = newest.number
    and first_one.revision = standing.first_revision
where not newest.taken_back
order by newest.number;
