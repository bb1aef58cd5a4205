-- A place is taken back: its names stand as written again.
delete from place where place_id = $place_id;
