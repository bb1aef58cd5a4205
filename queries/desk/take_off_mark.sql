-- Take a mark off an incident: it stays in the file with who took it off.
update incident_mark set removed_at = ?, removed_by = ?
where n = ? and tag = ? and removed_at is null
returning n
