-- A place, its one name and its life.
insert into place values ($place_id, $name, $site, $division, $opened_on, $closed_on, $now, $who);
