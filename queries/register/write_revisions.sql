-- What this import says of each incident.
insert into revision (
    import_id, source, reference, revision, link_references, points_to, occurred_earliest, occurred_latest,
    occurred_precision, occurred_as_written, reported_on, site, division, location, harm_level, psychological_harm,
    near_miss, reporter_group, status, stages, error_types, medicines, row_count
)
select
    ?, ?, reference, revision, link_references, points_to, occurred_earliest, occurred_latest, occurred_precision,
    occurred_as_written, reported_on,
    site, division, location, harm_level, psychological_harm, near_miss, reporter_group, nullif(status, ''),
    stages, error_types, medicines, row_count
from incoming;
