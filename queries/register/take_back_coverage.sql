-- What was said of a month is taken back: its extracts decide again.
update coverage_edit set removed_at = $now
where source = $source and site = $site and month = $month and removed_at is null;
