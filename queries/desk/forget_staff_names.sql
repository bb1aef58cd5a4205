-- A list that no longer holds leaves no digest behind.
delete from staff_name;
