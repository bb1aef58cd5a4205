-- The list that holds.
select key, names, loaded_at, loaded_by from staff_list where removed_at is null order by list desc limit 1;
