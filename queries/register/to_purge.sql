-- The records that are older than what is kept: incidents of which every record is, and words of undone imports that are. Goes by
-- the last day on which it can have happened, else by the day of report, else by the day on which the listing was run.
create or replace temp table to_erase as
with dated as (
    select
        revision.source,
        revision.reference,
        max(coalesce(occurred_latest, reported_on, imports.as_at)) as dated_on
    from revision
    join imports on imports.import_id = revision.import_id
    group by revision.source, revision.reference
),
as_one as (
    select
        dated.source,
        dated.reference,
        max(dated_on) over (
            partition by coalesce('group ' || incident_group, dated.source || ' record ' || dated.reference)
        ) as dated_on
    from dated
    left join current_record on current_record.source = dated.source and current_record.reference = dated.reference
)
select source, reference from as_one where dated_on < $kept_from::date;
