-- Where the problems of an import are.
insert into import_problem select $import_id, sheet_row, column_name, value_kind, reason from incoming;
