-- How many rows were left out, and why.
insert into left_out select $import_id, reason, row_count from incoming;
