-- A new number that stands for an edition: published and released as that was.
insert into publication (edition_id, published_at, published_by, released_at, released_by, note)
select $replaced_by, published_at, published_by, released_at, released_by, note
from publication
where edition_id = $edition_id;
