-- Every word on an incident, as it is understood now: with the words and places that people have placed.
create or replace temp view resolved as
select
    revision.revision_id,
    revision.import_id,
    revision.source,
    revision.reference,
    revision.revision,
    revision.standing,
    revision.link_references,
    revision.points_to,
    revision.occurred_earliest,
    revision.occurred_latest,
    revision.occurred_precision,
    revision.reported_on,
    coalesce(known_place.site, revision.site) as site,
    coalesce(division_of_place.division, known_place.division, revision.division) as division,
    coalesce(known_place.name, revision.location) as location,
    case
        when placed.harm_level is null then revision.harm_level
        when harm_rank(placed.harm_level) > harm_rank(revision.harm_level) then placed.harm_level
        else revision.harm_level
    end as harm_level,
    case
        when placed.psychological_harm is null then revision.psychological_harm
        when psychological_rank(placed.psychological_harm) > psychological_rank(revision.psychological_harm)
        then placed.psychological_harm
        else revision.psychological_harm
    end as psychological_harm,
    coalesce(revision.near_miss, placed.near_miss) as near_miss,
    if(revision.reporter_group = 'Not recorded', coalesce(placed.reporter_group, 'Not recorded'), revision.reporter_group)
        as reporter_group,
    revision.status,
    case
        when placed.stages is null then revision.stages
        else list_sort(list_distinct(list_concat(revision.stages, placed.stages)))
    end as stages,
    case
        when placed.error_types is null then revision.error_types
        else list_sort(list_distinct(list_concat(revision.error_types, placed.error_types)))
    end as error_types,
    revision.medicines,
    revision.occurred_time,
    if(
        revision.duty_of_candour = 'Recorded as applying',
        revision.duty_of_candour,
        coalesce(placed.duty_of_candour, revision.duty_of_candour)
    ) as duty_of_candour,
    if(
        revision.never_event = 'Recorded as a Never Event',
        revision.never_event,
        coalesce(placed.never_event, revision.never_event)
    ) as never_event,
    revision.yellow_card
from revision
left join placed_in_revision as placed on placed.revision_id = revision.revision_id
left join known_place
    on known_place.written_site = place_key(revision.site) and known_place.written_location = place_key(revision.location)
left join division_of_place
    on division_of_place.place_id = known_place.place_id
    and revision.occurred_earliest >= division_of_place.from_day
    and revision.occurred_earliest < division_of_place.before_day;
