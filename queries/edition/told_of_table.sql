-- How many rows a table has, with every block of it read, and checked.
select count(*), coalesce(sum(hash(each)), 0)::varchar from query_table(?) as each;
