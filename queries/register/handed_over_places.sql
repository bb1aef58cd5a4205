-- Wards and other places that people named, with their names as written and their divisions from a day on.
select
    place_id,
    name,
    site,
    division,
    opened_on::varchar as opened_on,
    closed_on::varchar as closed_on,
    strftime(noted_at, '%Y-%m-%dT%H:%M:%S.%f') as noted_at,
    noted_by,
    (
        select coalesce(list([written_site, written_location] order by written_site, written_location), [])
        from place_name where place_name.place_id = place.place_id
    ) as names,
    (
        select coalesce(list([moved.division, moved.from_day::varchar] order by moved.from_day), [])
        from place_division as moved where moved.place_id = place.place_id
    ) as moves
from place
order by place_id;
