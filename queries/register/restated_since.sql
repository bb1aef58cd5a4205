-- What was changed in each month after an import had come: after the last line that it wrote itself, or after its moment
-- where it changed no month's count.
with this_import as (
    select
        uploaded_at,
        (
            select max(restatement.rowid)
            from restatement
            where restatement.import_id = imports.import_id and restatement.act = 'import'
        ) as last_line
    from imports
    where import_id = ?
)
select restatement.month, sum(restatement.incidents)::integer as incidents
from restatement, this_import
where if(last_line is null, restatement.happened_at > uploaded_at, restatement.rowid > last_line)
group by restatement.month;
