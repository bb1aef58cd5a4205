-- Every word on an incident, as it is understood while nobody has placed a word or a place: as it was read. (The joins to
-- what was placed would cost as much as all the rest, on a million words.)
create or replace temp view resolved as
select
    revision_id, import_id, source, reference, revision, standing, link_references, points_to, occurred_earliest, occurred_latest,
    occurred_precision, reported_on, site, division, location, harm_level, psychological_harm, near_miss, reporter_group, status,
    stages, error_types, medicines, occurred_time, duty_of_candour, never_event, yellow_card
from revision;
