-- Every revision of every record of a kind, those taken back among them, with when and by whom each record was begun, in the order
-- of their numbers and then of time.
select
    record.number,
    record.revision,
    record.content,
    record.noted_at,
    record.noted_by,
    first_one.noted_at as began_at,
    first_one.noted_by as began_by,
    record.taken_back
from learning_record as record
inner join (
    select kind, number, min(revision) as first_revision
    from learning_record
    where kind = ?
    group by kind, number
) as standing using (kind, number)
inner join learning_record as first_one
    on first_one.kind = record.kind
    and first_one.number = record.number
    and first_one.revision = standing.first_revision
order by record.number, record.revision;
