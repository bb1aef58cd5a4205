-- Whether an edition holds lists of medicines (format 3), or each incident's own medicines and classes (formats 1 and 2).
select count(*) > 0 from duckdb_tables() where table_name = 'list_class';
