-- The list of names that holds.
select sha256, file_name, version, loaded_at, loaded_by, names from name_list where removed_at is null order by list_id desc limit 1;
