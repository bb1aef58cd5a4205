-- Every revision of every record of a kind (?1), or of the one of a number (?2; null: all), those taken back among them, with when and by
-- whom each record was begun, in the order of their numbers and then of time.
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
    and first_one.revision = (select min(revision) from learning_record where kind = record.kind and number = record.number)
-- Bounds, and no "or": of one record its own rows alone are read.
where record.kind = ?1
    and record.number between coalesce(?2, 0) and coalesce(?2, 9223372036854775807)
order by record.number, record.revision;
