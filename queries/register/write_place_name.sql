-- A name that a place is written under; names that differ only in case are one, or its incidents would count twice.
insert into place_name
select $place_id, place_key($written_site), place_key($written_location)
where not exists (
    select 1 from place_name
    where written_site = place_key($written_site) and written_location = place_key($written_location) and place_id = $place_id
);
