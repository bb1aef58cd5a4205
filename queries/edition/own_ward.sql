-- The wards of a ward link, for as long as the cursor lives.
create temp table own_ward as
select unnest($wards::varchar[]) as location;
