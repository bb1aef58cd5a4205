-- The loaded list does not hold any more.
update name_list set removed_at = $now where removed_at is null;
