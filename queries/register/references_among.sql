-- Which of these words are references of incidents: a word must not leave that names one.
select distinct lower(reference) as reference
from (
    select reference from revision
    union all
    select unnest(link_references) as reference from revision
    union all
    select unnest(points_to) as reference from revision
)
where lower(reference) in (select unnest($words::varchar[]));
