-- The pack that is kept of the organisation that a pack, taken away or not, is of.
select kept.pack
from peer_pack as kept
join peer_pack as wanted on wanted.organisation = kept.organisation
where wanted.pack = ? and kept.pack <> wanted.pack and kept.removed_at is null
