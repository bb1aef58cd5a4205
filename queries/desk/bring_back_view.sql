-- A view that was taken away is kept again, where it stood.
update saved_view set removed_at = null, removed_by = null where view = ? and removed_at is not null returning name
