-- A page with what it is asked, after all others that stand on the agenda where it is to stand on it.
insert into saved_view (name, page, query, preset, position, saved_at, saved_by)
values (
    ?1, ?2, ?3, ?4,
    case when ?5 then (select coalesce(max(position), 0) + 1 from saved_view where removed_at is null) end,
    ?6, ?7
)
returning view
