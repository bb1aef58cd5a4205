-- Every edition, newest first.
select edition_id, published_at, published_by, released_at, released_by, note
from publication
order by edition_id desc;
