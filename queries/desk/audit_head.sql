-- The newest line of the audit trail, and the hash that binds everything before it.
select line, hash, happened_at from audit order by line desc limit 1
