-- The newest revision of one record; none where there is no such record.
select max(revision) from learning_record where kind = ? and number = ?;
