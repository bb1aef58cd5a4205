-- What each import or other act changed in each month, and why; the signed incidents of an act and month add up to its
-- difference. A month that is empty holds the incidents without a full date.
--
-- asks:
-- returns: import_id, act, happened_at, month, reason, incidents

select import_id, act, happened_at, month, reason, incidents
from restatement
order by happened_at, import_id, act, month, reason, incidents;
