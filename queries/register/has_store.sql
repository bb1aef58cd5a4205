-- Whether this file is a register already.
select count(*) > 0 as is_register from duckdb_tables() where table_name = 'store';
