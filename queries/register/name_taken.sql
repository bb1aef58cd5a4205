-- Names that two places are written under, each with the place that is not this one.
select place_name.written_location, place.name
from place_name
join place_name as this_one
    on this_one.written_site = place_name.written_site and this_one.written_location = place_name.written_location
join place on place.place_id = place_name.place_id
where this_one.place_id = $place_id and place_name.place_id <> $place_id
order by place_name.written_location
limit 1;
