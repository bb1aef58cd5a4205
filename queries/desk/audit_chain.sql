-- The audit trail with what binds it, oldest first.
select line, happened_at, who, act, subject, detail, hash from audit order by line
