-- Words of coded columns that no code list knows.
insert into unplaced_word select $import_id, field, written, row_count from incoming;
