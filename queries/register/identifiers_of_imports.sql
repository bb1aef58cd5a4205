-- What imports that are not undone held of personal details, newest import first.
select import_identifier.import_id, import_identifier.heading, import_identifier.kind, import_identifier.row_count
from import_identifier
inner join live_import using (import_id)
order by import_identifier.import_id desc, import_identifier.heading, import_identifier.kind;
