-- Records of one incident in several systems: a national record names the local reference that it came from, or the
-- local record names the national one. Two systems' own references are never compared: equal numbers may be chance.
create or replace temp table linked as
with standing_record as (
    select after_record.source, after_record.reference, link_references, points_to
    from after_record
    join revision on revision.revision_id = after_record.revision_id
    where after_record.standing = 'stands'
),
own as (
    select distinct source, reference, unnest(own_names(reference, link_references)) as named from standing_record
),
pointed as (
    select source, reference, unnest(points_to) as named from standing_record
),
local_match as (
    select pointed.source, pointed.reference, min(own.source || ' ' || upper(own.reference)) as group_of_local
    from pointed
    join own on own.named = pointed.named and is_local(own.source)
    where not is_local(pointed.source)
    group by all
),
back_match as (
    select own.source, own.reference, min(pointed.source || ' ' || upper(pointed.reference)) as group_of_local
    from pointed
    join own on own.named = pointed.named and not is_local(own.source)
    where is_local(pointed.source)
    group by all
),
first_pointed as (
    select source, reference, 'local ' || min(named) as group_of_local from pointed where not is_local(source) group by all
),
grouped as (
    select
        standing_record.source,
        standing_record.reference,
        case
            when is_local(standing_record.source) then standing_record.source || ' ' || upper(standing_record.reference)
            else coalesce(local_match.group_of_local, back_match.group_of_local, first_pointed.group_of_local)
        end as incident_group
    from standing_record
    left join local_match
        on local_match.source = standing_record.source and local_match.reference = standing_record.reference
    left join back_match
        on back_match.source = standing_record.source and back_match.reference = standing_record.reference
    left join first_pointed
        on first_pointed.source = standing_record.source and first_pointed.reference = standing_record.reference
)
select source, reference, incident_group
from grouped
where incident_group in (
    select incident_group from grouped group by incident_group having count(distinct source) > 1
);

update after_record
set incident_group = linked.incident_group
from linked
where linked.source = after_record.source and linked.reference = after_record.reference;

drop table linked;
