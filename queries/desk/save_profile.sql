-- How listings of one shape are read.
insert into profile (name, source, month_first, keeps_rejected, owner, saved_on, saved_at, saved_by)
values (?, ?, ?, ?, ?, ?, ?, ?)
returning profile
