-- Whether this file is a desk already.
select count(*) from sqlite_master where type = 'table' and name = 'desk'
