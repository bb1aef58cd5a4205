-- The packs that are kept, in the order of their marks.
select pack, organisation, organisation_type, mark, kept_at, kept_by, agreed_at, agreed_by
from peer_pack
where removed_at is null
order by mark, pack
