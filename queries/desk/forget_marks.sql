-- Marks on incidents that are erased go altogether, those that were taken off too.
delete from incident_mark where n in (select value from json_each(?));
