-- Nor its key.
update staff_list set removed_at = ?, removed_by = ?, key = '' where removed_at is null;
