-- A list that holds from now on.
insert into staff_list (key, names, loaded_at, loaded_by) values (?, ?, ?, ?);
