-- The audit trail, newest first.
select line, happened_at, who, act, subject, detail from audit order by line desc
