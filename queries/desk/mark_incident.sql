-- A mark on an incident; one that stands already stays as it is.
insert into incident_mark (n, tag, marked_at, marked_by) values (?1, ?2, ?3, ?4)
on conflict do nothing
returning n
