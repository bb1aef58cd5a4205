-- How an extract differs from what holds now: new incidents, updated and unchanged ones, harm graded up and down.
with left_out as (
    select reference, max((left_out_reference.revision, live_import.as_at)) as said
    from left_out_reference
    join live_import on live_import.import_id = left_out_reference.import_id
    where left_out_reference.source = $source
    group by reference
),
known as (
    select
        revision.* replace (current_record.standing as standing),
        if(left_out.said > (revision.revision, live_import.as_at), left_out.said, (revision.revision, live_import.as_at)) as said
    from current_record
    join revision on revision.revision_id = current_record.revision_id
    join live_import on live_import.import_id = revision.import_id
    left join left_out on left_out.reference = current_record.reference
    where current_record.source = $source
        and current_record.reference in (select reference from incoming)
),
compared as (
    select
        known.reference is null as is_new,
        known.reference is not null and known.said <= (incoming.revision, $as_at::date) and (
            known.standing <> 'stands'
            or incoming.occurred_earliest is distinct from known.occurred_earliest
            or incoming.occurred_latest is distinct from known.occurred_latest
            or incoming.site <> known.site
            or incoming.division <> known.division
            or incoming.location <> known.location
            or incoming.harm_level <> known.harm_level
            or incoming.psychological_harm <> known.psychological_harm
            or incoming.near_miss is distinct from known.near_miss
            or incoming.reporter_group <> known.reporter_group
            or incoming.occurred_time is distinct from known.occurred_time
            or incoming.duty_of_candour <> known.duty_of_candour
            or incoming.never_event <> known.never_event
            or incoming.yellow_card <> known.yellow_card
            or nullif(incoming.status, '') is distinct from known.status
            or incoming.stages <> known.stages
            or incoming.error_types <> known.error_types
            or incoming.medicines <> known.medicines
            or incoming.unplaced <> known.unplaced
        ) as is_updated,
        list_position(['No harm', 'Low', 'Moderate', 'Severe', 'Fatal'], incoming.harm_level) as grade_now,
        list_position(['No harm', 'Low', 'Moderate', 'Severe', 'Fatal'], known.harm_level) as grade_before
    from incoming
    left join known on known.reference = incoming.reference
)
select
    count(*) filter (is_new) as new,
    count(*) filter (is_updated) as updated,
    count(*) filter (not is_new and not is_updated) as unchanged,
    count(*) filter (is_updated and grade_before > 0 and grade_now > grade_before) as harm_up,
    count(*) filter (is_updated and grade_now > 0 and grade_now < grade_before) as harm_down
from compared;
