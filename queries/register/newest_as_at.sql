-- The as-at date of the newest extract of a source.
select max(as_at) from imports where source = ? and undone_at is null;
