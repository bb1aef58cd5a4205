-- A list of names that was loaded; its names are written from `incoming` (write_listed_names.sql).
insert into name_list
select coalesce(max(list_id), 0) + 1, $sha256, $file_name, $version, (select count(*) from incoming), $now, $who, null
from name_list;
