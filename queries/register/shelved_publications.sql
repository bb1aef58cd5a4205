-- Every edition that was ever published, with what stands for it where it was withdrawn.
select edition_id, published_at, published_by, released_at, released_by, note, withdrawn_at, replaced_by, withdrawn_why
from publication
order by edition_id;
