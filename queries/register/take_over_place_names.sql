-- The names that those places are written under.
insert into place_name
select place_id::integer, place_key(pair[1]), place_key(pair[2])
from (select place_id, unnest(names) as pair from incoming);
