-- The pack of an organisation that is kept.
select pack, sha256 from peer_pack where organisation = ? and removed_at is null
