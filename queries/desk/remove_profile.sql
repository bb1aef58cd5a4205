-- Take a profile away: it stays in the file, and no listing is read by it any more.
update profile set removed_at = ?, removed_by = ?
where source = ? and name = ? and removed_at is null
