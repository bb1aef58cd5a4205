-- The free text of an import that is undone: storing the file again brings it back.
delete from narrative
where revision_id in (select revision_id from revision where import_id = ?);
