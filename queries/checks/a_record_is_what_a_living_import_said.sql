-- A record is the word of an import that is not undone, on that very record; and none that such an import spoke of is missing.
with living_word as (
    select revision.revision_id, revision.source, revision.reference
    from revision
    join live_import on live_import.import_id = revision.import_id
)
select source, reference from current_record
anti join living_word
    on living_word.revision_id = current_record.revision_id
    and living_word.source = current_record.source
    and living_word.reference = current_record.reference
union all
select distinct source, reference from living_word
anti join current_record
    on current_record.source = living_word.source and current_record.reference = living_word.reference;
