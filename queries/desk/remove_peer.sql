-- Compare with a pack no longer: it stays in the file until it is brought back.
update peer_pack set removed_at = ?, removed_by = ? where pack = ? and removed_at is null returning organisation
