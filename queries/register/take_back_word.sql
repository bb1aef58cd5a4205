-- A placed word is taken back: it is to be placed again.
update placed_word set removed_at = $now
where field = $field and source = $source and word_key = word_key($written) and removed_at is null;
