-- Sign-ins that could not be used any more anyway.
delete from session where began_at < ?
