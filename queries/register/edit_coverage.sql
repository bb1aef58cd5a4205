-- A month of a source and site is said to be covered, or missing.
insert into coverage_edit values ($source, $site, $month, $state, $reason, $now, $who, null);
