-- A sign-in, once; what is there already (also one that has ended) stays as it is.
insert into session (session, person, began_at, last_seen_at) values (?, ?, ?, ?) on conflict (session) do nothing returning session
