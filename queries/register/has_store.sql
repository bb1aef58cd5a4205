-- Whether this file is a register already.
select count(*) > 0 as is_register from information_schema.tables where table_name = 'store';
