-- Places as written, in the newest word on each incident and in activity, with the place that stands behind each name.
with of_incidents as (
    select
        revision.site,
        revision.location,
        mode(revision.division) as division,
        count(*) as incidents,
        min(current_record.month) as first_month,
        max(current_record.month) as last_month
    from current_record
    join revision on revision.revision_id = current_record.revision_id
    where current_record.counts and revision.location <> 'Not recorded'
    group by revision.site, revision.location
),
of_activity as (
    select activity.site, activity.location, mode(activity.division) as division, count(distinct month) as months
    from activity
    join live_import on live_import.import_id = activity.import_id
    where activity.kind = 'occupied bed days' and activity.location not in ('All wards', 'Not recorded')
    group by activity.site, activity.location
)
select
    coalesce(of_incidents.site, of_activity.site) as site,
    coalesce(of_incidents.location, of_activity.location) as location,
    coalesce(of_incidents.division, of_activity.division) as division,
    coalesce(incidents, 0) as incidents,
    coalesce(months, 0) as months_with_bed_days,
    first_month,
    last_month,
    known_place.place_id
from of_incidents
full join of_activity
    on place_key(of_activity.site) = place_key(of_incidents.site)
    and place_key(of_activity.location) = place_key(of_incidents.location)
left join known_place
    on known_place.written_site = place_key(coalesce(of_incidents.site, of_activity.site))
    and known_place.written_location = place_key(coalesce(of_incidents.location, of_activity.location))
order by site, location;
