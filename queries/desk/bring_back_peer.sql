-- Compare again with a pack that was taken away.
update peer_pack set removed_at = null, removed_by = null where pack = ? and removed_at is not null returning organisation
