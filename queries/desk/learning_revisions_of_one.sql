-- Every revision of one record, those taken back among them, with when and by whom it was begun, in the order of time.
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
inner join learning_record as first_one
    on first_one.kind = record.kind
    and first_one.number = record.number
where record.kind = ?
    and record.number = ?
    and first_one.revision = (select min(revision) from learning_record where kind = record.kind and number = record.number)
order by record.revision;
