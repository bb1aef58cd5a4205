-- Its names go with it.
delete from place_name where place_id = $place_id;
