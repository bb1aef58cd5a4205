-- The division that a place belongs to from a day on.
insert into place_division values ($place_id, $division, $from_day);
