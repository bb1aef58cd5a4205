-- Annotations and breaks in the series, drawn on every chart whose scope they touch.
--
-- asks:
-- returns: kind, dated_on, label, reason, owner, site, division, drug_class

select kind, dated_on, label, reason, owner, site, division, drug_class
from dated_record
order by dated_on, label;
