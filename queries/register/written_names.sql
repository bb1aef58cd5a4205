-- Every writing of a medicine with the route beside it, of the keys that are asked for (none: of all).
select distinct written, route
from medicine_name
where $word_keys is null or list_contains($word_keys, word_key)
order by written, route;
