-- A record of a source is kept once, under a number that no other has.
select source, reference, n, count(*) over (partition by source, reference) as times
from current_record
qualify count(*) over (partition by source, reference) > 1 or count(*) over (partition by n) > 1;
