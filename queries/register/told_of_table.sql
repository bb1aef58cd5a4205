-- How many rows a table has, and a digest of them that does not depend on their order. Every block of it is read, and checked.
select count(*), coalesce(sum(hash(each)), 0)::varchar from query_table(?) as each;
