-- Whether an act on a subject stands in the audit trail.
select count(*) from audit where act = ? and subject = ?
