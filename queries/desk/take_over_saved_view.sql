-- A saved view as another desk held it.
insert into saved_view (name, page, query, preset, position, saved_at, saved_by)
values (:name, :page, :query, :preset, :position, :saved_at, :saved_by)
