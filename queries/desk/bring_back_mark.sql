-- The mark that was taken off an incident last stands again, with who put it there and when; not beside one that was put since.
update incident_mark set removed_at = null, removed_by = null
where mark = (select max(mark) from incident_mark where n = ?1 and tag = ?2 and removed_at is not null)
  and not exists (select 1 from incident_mark where n = ?1 and tag = ?2 and removed_at is null)
returning n
