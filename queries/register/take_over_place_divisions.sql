-- The divisions that those places belong to from a day on.
insert into place_division
select place_id::integer, pair[1], pair[2]::date
from (select place_id, unnest(moves) as pair from incoming);
