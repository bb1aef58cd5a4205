-- Take back what was recorded of a day: it stays in the file, and no chart is drawn with it any more.
update dated_record set removed_at = ?, removed_by = ?
where record = ? and removed_at is null
returning kind, label
