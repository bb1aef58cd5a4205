-- From now on no extract adds text to this record.
insert into narrative_redaction (source, reference, redacted_at, redacted_by)
select $source, $reference, $now, $who
where not exists (from narrative_redaction where source = $source and reference = $reference);
