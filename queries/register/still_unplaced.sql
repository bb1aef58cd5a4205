-- Words that are still to be placed, most rows first.
select source, field, written, row_count from still_unplaced order by row_count desc, field, written;
