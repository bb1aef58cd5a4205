-- One line of the audit trail.
insert into audit (happened_at, who, act, subject, detail) values (?, ?, ?, ?, ?)
