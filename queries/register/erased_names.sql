-- Names by which records that stay point at one that goes.
with their_name as (
    select distinct upper(unnest(own_names(revision.reference, link_references))) as named
    from revision
    semi join to_erase on to_erase.source = revision.source and to_erase.reference = revision.reference
)
select distinct upper(named) as named
from (
    select unnest(list_concat(link_references, points_to)) as named
    from revision
    anti join to_erase on to_erase.source = revision.source and to_erase.reference = revision.reference
)
where upper(named) in (select their_name.named from their_name);
