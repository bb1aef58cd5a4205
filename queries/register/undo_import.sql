-- An undone import stays in the history and is not counted.
update imports set undone_at = ?, undone_by = ? where import_id = ?;
