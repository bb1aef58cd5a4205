-- What was changed in each month after an import had come.
with this_import as (
    select max(happened_at) as happened_at, max(rowid) as last_line from restatement where import_id = ? and act = 'import'
)
select restatement.month, sum(restatement.incidents)::integer as incidents
from restatement, this_import
where restatement.rowid > this_import.last_line
group by restatement.month;
