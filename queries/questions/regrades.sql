-- Incidents whose harm level an import or other act changed, by the month they count in.
--
-- asks:
-- returns: import_id, act, happened_at, month, harm_before, harm_now, incidents

select import_id, act, happened_at, month, harm_before, harm_now, incidents
from regrade
order by happened_at, import_id, act, month, harm_order(harm_before), harm_order(harm_now);
