-- Every annotation and break, those that were taken back among them.
select
    record, kind, dated_on, label, reason, owner, site, division, drug_class, evidence, added_at, added_by, removed_at,
    removed_by
from dated_record
order by record
