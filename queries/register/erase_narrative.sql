-- Narrative goes with the words that it came with.
delete from narrative where revision_id not in (select revision_id from revision);
