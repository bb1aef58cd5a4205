-- Steps of escalation that were taken, oldest first: to whom, and the rules that put the incident on the list. Not which incident.
--
-- asks:
-- returns: step_on, step, to_whom, reasons

select step_on, step, to_whom, reasons
from escalated
order by step_on, step, to_whom, reasons;
