-- Alerts and communications that came in, and what was made of each here. Newest first.
--
-- asks:
-- returns: alert, kind, reference, title, issued_on, due_on, review_on, closed_on, lead, evidence, applies, applies_why, signed_off_on, status_on_cas, concerns

select
    alert, kind, reference, title, issued_on, due_on, review_on, closed_on, lead, evidence, applies, applies_why, signed_off_on,
    status_on_cas, concerns
from alert
order by issued_on desc nulls last, alert desc;
