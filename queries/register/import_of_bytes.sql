-- The import of these very bytes, if there is one that is not undone.
select min(import_id) from imports where sha256 = ? and undone_at is null;
