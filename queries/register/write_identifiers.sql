-- How many rows of a column held what looks like a personal detail of one kind.
insert into import_identifier (import_id, heading, kind, row_count)
select $import_id, heading, kind, row_count from incoming;
