-- The same for the calendar of coverage by source, from format 2 on.
delete from edition.coverage_calendar where month < (select max(kept_from) from erased_now);
