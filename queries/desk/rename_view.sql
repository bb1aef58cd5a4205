-- Another name for a view that is kept.
update saved_view set name = ? where view = ? and removed_at is null returning view
