-- Another organisation's pack, with who said that it agreed; the mark of an earlier pack of it stays.
insert into peer_pack (organisation, organisation_type, method, sha256, mark, kept_at, kept_by, agreed_at, agreed_by)
values (
    ?1, ?2, ?3, ?4, coalesce((select mark from peer_pack where organisation = ?1 order by pack limit 1), ?5), ?6, ?7, ?6, ?7
)
returning pack
