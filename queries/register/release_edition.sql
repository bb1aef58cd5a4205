-- Everyone sees an edition once it is released.
update publication set released_at = ?, released_by = ?, note = ? where edition_id = ?;
