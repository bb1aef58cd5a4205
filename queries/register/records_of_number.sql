-- The records that are the incident of this number: its own, and those of other systems that are linked with it.
select source, reference
from current_record
where
    n = $n
    or incident_group in (select incident_group from current_record where n = $n and incident_group is not null)
order by source, reference;
