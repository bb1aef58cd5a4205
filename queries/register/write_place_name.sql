-- A name that a place is written under.
insert into place_name values ($place_id, place_key($written_site), place_key($written_location));
