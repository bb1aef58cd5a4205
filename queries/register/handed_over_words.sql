-- Words as people placed them, one answer for each.
select field, source, written, means, strftime(placed_at, '%Y-%m-%dT%H:%M:%S.%f') as placed_at, placed_by
from placed_word
where removed_at is null
qualify row_number() over (partition by field, source, word_key order by placed_at desc) = 1
order by source, field, word_key;
