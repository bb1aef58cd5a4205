-- Every import, newest first.
select
    import_id, kind, sha256, file_name, source, as_at, uploaded_at, uploaded_by, covers_from, covers_until,
    rows_read, rows_accepted, rows_duplicate, rows_rejected, rows_left_out, undone_at
from imports
order by import_id desc;
