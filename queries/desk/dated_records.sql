-- What happened on a day, and was not taken back.
select kind, dated_on, label, reason, owner, site, division, drug_class, evidence, added_by, added_at, record
from dated_record
where removed_at is null
order by dated_on, label
