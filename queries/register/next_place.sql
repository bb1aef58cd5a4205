-- The number of the next place.
select coalesce(max(place_id), 0) + 1 from place;
