-- Places that a person has named: their names as written and their divisions from a day on.
select
    place.place_id,
    name,
    site,
    division,
    opened_on,
    closed_on,
    (
        select coalesce(list((written_site, written_location) order by written_site, written_location), [])
        from place_name where place_name.place_id = place.place_id
    ) as names,
    (
        select coalesce(list((moved.division, moved.from_day) order by moved.from_day), [])
        from place_division as moved where moved.place_id = place.place_id
    ) as moves
from place
order by site, name;
