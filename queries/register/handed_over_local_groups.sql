-- The trust's own groups, one row a medicine.
select group_name, medicine, strftime(kept_at, '%Y-%m-%dT%H:%M:%S.%f') as kept_at, kept_by
from local_group
order by group_name, medicine;
