-- Narrative goes with the words that it came with, and what says that it was redacted.
delete from narrative where revision_id not in (select revision_id from revision);
delete from narrative_redaction
where exists (
    select 1 from to_erase
    where to_erase.source = narrative_redaction.source and to_erase.reference = narrative_redaction.reference
);
