-- Every word of imports that are not undone: all references are touched.
create or replace temp view touched_word as
select resolved.*, place_in_order
from resolved
join live_import on live_import.import_id = resolved.import_id;
