-- The list of names that another register read by; its names follow (take_over_listed_names.sql).
insert into name_list
select 1, sha256, file_name, version, names::integer, loaded_at::timestamp, loaded_by, null from incoming;
