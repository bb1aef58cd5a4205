-- A profile as another desk held it.
insert into profile (name, source, month_first, keeps_rejected, owner, saved_on, saved_at, saved_by)
values (:name, :source, :month_first, :keeps_rejected, :owner, :saved_on, :saved_at, :saved_by)
returning profile
