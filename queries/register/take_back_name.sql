-- A confirmed name is taken back: the lists read it again.
update confirmed_name set removed_at = $now where word_key = $word_key and removed_at is null;
