-- A name as written stands for one place that is kept, once.
select written_site, written_location
from place_name
left join place on place.place_id = place_name.place_id
group by written_site, written_location
having count(*) > 1 or count(place.place_id) < count(*);
