-- One import, not undone.
insert into imports (
    import_id, kind, sha256, file_name, source, as_at, as_at_from, uploaded_at, uploaded_by, covers_from, covers_until, sites,
    rows_read, rows_accepted, rows_duplicate, rows_rejected, rows_left_out, profile, medication_share, narrative
)
values (
    $import_id, $kind, $sha256, $file_name, $source, $as_at, $as_at_from, $now, $who, $covers_from, $covers_until, $sites,
    $rows_read, $rows_accepted, $rows_duplicate, $rows_rejected, $rows_left_out, $profile, $medication_share, $narrative
);
