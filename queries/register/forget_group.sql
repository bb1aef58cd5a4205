-- A group of medicines is forgotten.
delete from local_group where group_name = $group_name;
