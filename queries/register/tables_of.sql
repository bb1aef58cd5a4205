-- The tables of an attached file, in full.
select database_name || '.' || schema_name || '.' || table_name as named, table_name
from duckdb_tables()
where database_name = ? and not internal
order by table_name;
