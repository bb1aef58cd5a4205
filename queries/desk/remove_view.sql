-- Take a view away: it stays in the file, and nobody is led to it any more.
update saved_view set removed_at = ?, removed_by = ? where view = ? and removed_at is null returning view
