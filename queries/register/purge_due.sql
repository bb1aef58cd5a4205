-- How many incidents are kept no longer, and how many of them count.
select count(*), count(*) filter (where current_record.counts)
from to_erase
left join current_record on current_record.source = to_erase.source and current_record.reference = to_erase.reference;
