-- Views that are kept: those on the agenda in its order, then the others in the order in which they were saved.
select name, page, query, preset, position, saved_by, saved_at, view
from saved_view
where removed_at is null
order by position is null, position, view
