-- Every edition that is not withdrawn, newest first: by the number under which its content was first published, whatever the clock said.
with recursive first_number as (
    select edition_id, edition_id as place
    from publication
    where edition_id not in (select replaced_by from publication where replaced_by is not null)
    union all
    select publication.replaced_by, first_number.place
    from first_number
    inner join publication on publication.edition_id = first_number.edition_id and publication.replaced_by is not null
)
select edition_id, published_at, published_by, released_at, released_by, note
from publication
inner join (select edition_id, min(place) as place from first_number group by edition_id) as placed using (edition_id)
where withdrawn_at is null
order by place desc;
