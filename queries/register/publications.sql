-- Every edition that is not withdrawn, newest first.
select edition_id, published_at, published_by, released_at, released_by, note
from publication
where withdrawn_at is null
order by published_at desc, edition_id desc;
