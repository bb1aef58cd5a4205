-- The digests of the list that holds.
select digest from staff_name;
