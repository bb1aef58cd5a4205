-- What this import says of each incident.
insert into revision (
    import_id, source, reference, revision, link_references, points_to, occurred_earliest, occurred_latest,
    occurred_precision, occurred_as_written, reported_on, site, division, location, harm_level, psychological_harm,
    near_miss, reporter_group, status, stages, error_types, medicines, row_count, revision_id, standing, unplaced,
    occurred_time, duty_of_candour, never_event, yellow_card
)
select
    $import_id::integer, $source::varchar, reference, revision,
    -- its own reference is not kept twice: a million lists of one
    case when link_references = [upper(reference)] then [] else link_references end,
    points_to, occurred_earliest, occurred_latest,
    occurred_precision, occurred_as_written, reported_on, site, division, location, harm_level, psychological_harm,
    near_miss, reporter_group, nullif(status, ''), stages, error_types, medicines, row_count,
    $first_id::bigint + row_number() over (), 'stands', unplaced,
    occurred_time, duty_of_candour, never_event, yellow_card
from incoming;
