-- When a sign-in began and was last in use, and why it was ended if somebody did.
select began_at, last_seen_at, ended_why from session where session = ?
