-- Words of the columns that decide whether a row counts (category, status, event type), that no list knows and nobody placed.
select live_import.source, unplaced_word.field, min(unplaced_word.written) as written, sum(row_count)::bigint as row_count
from unplaced_word
join live_import on live_import.import_id = unplaced_word.import_id
anti join live_placed_word
    on live_placed_word.field = unplaced_word.field
    and live_placed_word.source = live_import.source
    and live_placed_word.word_key = word_key(unplaced_word.written)
where unplaced_word.field in ('medication_only', 'status', 'event_type')
group by live_import.source, unplaced_word.field, word_key(unplaced_word.written)
order by row_count desc, field, written;
