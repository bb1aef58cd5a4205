-- What National Patient Safety Alerts require, each with its date and when it was done.
--
-- asks:
-- returns: alert, what, due_on, done_on

select alert, what, due_on, done_on
from alert_requires
order by alert, due_on nulls last, what;
