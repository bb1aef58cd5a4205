-- The newest word on each touched reference, the whole incident at a time, downwards too: the highest revision of the
-- source system where it numbers them (LFPSE), then the newest as-at date, then the latest import. Its first reported
-- date and its first grade are kept beside it. A newer listing that leaves the reference out decides that it does not count.
create or replace temp table after_record as
with newest as (
    select
        source,
        reference,
        arg_max(revision_id, (revision, place_in_order)) as revision_id,
        max((revision, place_in_order)) as said,
        min(reported_on) as first_reported_on,
        arg_min(harm_level, (revision, place_in_order)) filter (standing = 'stands') as first_harm_level
    from touched_word
    group by source, reference
),
left_out as (
    select
        left_out_reference.source,
        left_out_reference.reference,
        arg_max(standing, (revision, place_in_order)) as standing,
        max((revision, place_in_order)) as said
    from left_out_reference
    join live_import on live_import.import_id = left_out_reference.import_id
    group by left_out_reference.source, left_out_reference.reference
)
select
    newest.source,
    newest.reference,
    newest.revision_id,
    if(left_out.said > newest.said, left_out.standing, touched_word.standing) as standing,
    coalesce(newest.first_harm_level, 'Not recorded') as first_harm_level,
    touched_word.harm_level,
    newest.first_reported_on,
    case when occurred_precision = 'day' then date_trunc('month', occurred_earliest)::date end as month,
    touched_word.site,
    null::varchar as incident_group
from newest
join touched_word on touched_word.revision_id = newest.revision_id
left join left_out on left_out.source = newest.source and left_out.reference = newest.reference;
