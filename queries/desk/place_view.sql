-- Where a view stands on the agenda; nothing: not on it.
update saved_view set position = ? where view = ?
