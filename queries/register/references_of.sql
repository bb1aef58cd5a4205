-- The references of incidents by their numbers, as the register knows them now: of each the record that counts.
select n, reference
from current_record
where counts and n in (select unnest($numbers::integer[]));
