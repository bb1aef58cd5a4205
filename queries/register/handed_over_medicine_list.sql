-- The list of names that holds, where one was loaded.
select sha256, file_name, version, strftime(loaded_at, '%Y-%m-%dT%H:%M:%S.%f') as loaded_at, loaded_by
from name_list
where removed_at is null
order by list_id desc
limit 1;
