-- How an attached file is stored, as ATTACH names it ('v2.0.0').
select rtrim(tags['storage_version'], '+') from duckdb_databases() where database_name = ?;
