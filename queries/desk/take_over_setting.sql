-- A setting as another desk held it.
insert into setting values (:name, :value, :changed_at, :changed_by)
