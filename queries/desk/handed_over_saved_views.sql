-- Views that are kept, in the order in which they were saved.
select name, page, query, preset, position, saved_at, saved_by from saved_view where removed_at is null order by view
