-- The extracts that this edition stands on.
--
-- asks:
-- returns: import_id, source, file_name, sha256, as_at, uploaded_at, covers_from, covers_until, rows_accepted

select import_id, source, file_name, sha256, as_at, uploaded_at, covers_from, covers_until, rows_accepted
from extract
order by import_id;
