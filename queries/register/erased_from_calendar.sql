-- The same sites go out of the calendar of coverage by source, from format 2 on.
delete from edition.coverage_calendar where site in (select site from erased_site);
