-- The records of one incident: of this system and reference, and those of other systems that are linked with it.
with named as (
    select source, reference from revision where source = $source and upper(trim(reference)) = upper(trim($reference))
    union
    select source, reference from left_out_reference where source = $source and upper(trim(reference)) = upper(trim($reference))
    union
    select source, reference from gone_decision where source = $source and upper(trim(reference)) = upper(trim($reference))
)
select source, reference from named
union
select source, reference
from current_record
where incident_group in (
    select incident_group
    from current_record
    semi join named on named.source = current_record.source and named.reference = current_record.reference
    where incident_group is not null
)
order by source, reference;
