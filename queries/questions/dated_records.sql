-- Annotations and breaks in the series, drawn on every chart whose scope they touch.
--
-- asks:
-- returns: kind, dated_on, label, reason, owner, site, division, drug_class, evidence, recorded_by, recorded_on

select kind, dated_on, label, reason, owner, site, division, drug_class, evidence, recorded_by, recorded_on
from what_happened
order by dated_on, label;
