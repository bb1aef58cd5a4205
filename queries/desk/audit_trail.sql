-- The audit trail, newest first.
select line, happened_at, who, act, subject, detail, coalesce(hash, '') as hash from audit order by line desc
