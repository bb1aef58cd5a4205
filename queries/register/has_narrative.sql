-- Whether the register keeps narrative at all.
select count(*) > 0 from duckdb_tables() where database_name = current_database() and table_name = 'narrative';
