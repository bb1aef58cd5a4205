-- Records that are linked with touched ones through a reference, before or after, are touched too: a name that comes or
-- goes decides their group. Run twice: the names of neighbours may lead to the record that their group goes by.
insert into touched
with linking_name as (
    select distinct unnest(list_concat(own_names(revision.reference, link_references), points_to)) as named
    from revision
    semi join touched on touched.source = revision.source and touched.reference = revision.reference
),
named_record as (
    select untouched_record.source, untouched_record.reference, unnest(list_concat(own_names(revision.reference, link_references), points_to)) as named
    from untouched_record
    join revision on revision.revision_id = untouched_record.revision_id
)
select distinct source, reference from named_record semi join linking_name on linking_name.named = named_record.named;

insert into touched
select untouched_record.source, untouched_record.reference
from untouched_record
where incident_group in (
    select incident_group
    from current_record
    semi join touched on touched.source = current_record.source and touched.reference = current_record.reference
    where incident_group is not null
);
