-- A role given, changed or (null) taken away.
insert into role_given (person, role, wards, given_at, given_by) values (?, ?, ?, ?, ?)
