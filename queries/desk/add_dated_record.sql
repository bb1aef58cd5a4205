-- Something that happened on a day.
insert into dated_record (kind, dated_on, label, reason, owner, site, division, drug_class, evidence, added_at, added_by)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
returning record
