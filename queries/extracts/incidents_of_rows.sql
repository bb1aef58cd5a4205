-- Rows that share their reference, merged into incidents (a row that is alone with its reference needs no merging).
-- The greatest harm of the accepted rows counts, the duty of candour, a Never Event and a Yellow Card reference are recorded where one of
-- them records it, and what several rows say differently otherwise (a date, a ward) is taken from the first row that says it.
-- (All their medicines, stages and error types count; extracts/merged.py puts those together.)
-- The first reported date is looked for in earlier revisions too, which are otherwise left out.

select
    any_value(reference) as reference,
    max(revision) filter (accepted) as revision,
    list_sort(list_distinct(flatten(list(link_references) filter (accepted)))) as link_references,
    list_sort(list_distinct(flatten(list(points_to) filter (accepted)))) as points_to,
    arg_min(occurred_earliest, "row") filter (accepted and occurred_earliest is not null) as occurred_earliest,
    arg_min(occurred_latest, "row") filter (accepted and occurred_earliest is not null) as occurred_latest,
    coalesce(
        arg_min(occurred_precision, "row") filter (accepted and occurred_earliest is not null), 'Not recorded'
    ) as occurred_precision,
    case
        when count(occurred_earliest) filter (accepted) = 0
        then arg_min(occurred_as_written, "row") filter (accepted and occurred_as_written is not null)
    end as occurred_as_written,
    arg_min(occurred_time, "row") filter (accepted and occurred_time is not null) as occurred_time,
    min(reported_on) as reported_on,
    coalesce(arg_min(site, "row") filter (accepted and site <> 'Not recorded'), 'Not recorded') as site,
    coalesce(arg_min(division, "row") filter (accepted and division <> 'Not recorded'), 'Not recorded') as division,
    coalesce(arg_min(location, "row") filter (accepted and location <> 'Not recorded'), 'Not recorded') as location,
    max_by(harm_level, harm_rank) filter (accepted) as harm_level,
    max_by(psychological_harm, psychological_rank) filter (accepted) as psychological_harm,
    bool_or(near_miss) filter (accepted) as near_miss,
    coalesce(
        arg_min(reporter_group, "row") filter (accepted and reporter_group <> 'Not recorded'), 'Not recorded'
    ) as reporter_group,
    min_by(
        duty_of_candour,
        list_position(['Recorded as applying', 'Recorded as not applying', 'Not recorded', 'Not in the extract'], duty_of_candour)
    ) filter (accepted) as duty_of_candour,
    min_by(
        never_event,
        list_position(['Recorded as a Never Event', 'Recorded as not a Never Event', 'Not recorded', 'Not in the extract'], never_event)
    ) filter (accepted) as never_event,
    min_by(yellow_card, list_position(['Reference recorded', 'Not recorded', 'Not in the extract'], yellow_card)) filter (accepted)
        as yellow_card,
    arg_min(status, "row") filter (accepted and status is not null) as status,
    count(*) filter (accepted)::integer as row_count,
    min("row") filter (accepted) as first_row
from row_read
group by incident
having bool_or(accepted)
order by incident;
