-- The words on the touched references, of imports that are not undone.
create or replace temp view touched_word as
select resolved.*, place_in_order
from resolved
join live_import on live_import.import_id = resolved.import_id
semi join touched on touched.source = resolved.source and touched.reference = resolved.reference;
