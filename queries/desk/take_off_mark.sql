-- Take a mark off an incident: it stays in the file with who took it off.
update incident_mark set removed_at = ?3, removed_by = ?4
where n = ?1 and tag = ?2 and removed_at is null
returning n
