-- The number of a new record of a kind: none is given twice.
select coalesce(max(number), 0) + 1 from learning_record where kind = ?;
