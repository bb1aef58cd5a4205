-- One digest of the list.
insert into staff_name (digest) values (?);
