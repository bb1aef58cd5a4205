-- What people have placed, newest first.
select field, source, written, means, placed_at, placed_by
from placed_word
where removed_at is null
qualify row_number() over (partition by field, source, word_key order by placed_at desc) = 1
order by placed_at desc, field, written;
