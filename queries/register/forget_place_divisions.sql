-- And its moves.
delete from place_division where place_id = $place_id;
