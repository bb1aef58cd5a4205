-- What imports that are not undone held of personal details, newest import first.
select import_id, heading, kind, row_count
from import_identifier
inner join live_import using (import_id)
order by import_id desc, heading, kind;
