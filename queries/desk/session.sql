-- One sign-in, whose it is and whether it has ended.
select person, began_at, last_seen_at, ended_at from session where session = ?
