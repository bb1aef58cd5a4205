-- A group of medicines as it is kept now.
insert into local_group select $group_name, unnest($medicines), $now, $who;
