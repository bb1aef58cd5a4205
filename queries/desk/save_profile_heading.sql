-- A heading of the listing that a profile is for, at its place from the left.
insert into profile_heading values (?, ?, ?)
