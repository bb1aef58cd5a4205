-- What a person chose for a column of a profile.
insert into profile_column values (?, ?, ?, ?)
