-- The newest lines of one act in the audit trail, newest first.
select happened_at, who, subject, detail from audit where act = ? order by line desc limit ?
