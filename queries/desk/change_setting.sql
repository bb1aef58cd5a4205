-- Change a setting.
insert into setting values (?, ?, ?, ?)
on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by
