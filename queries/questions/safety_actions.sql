-- Safety actions: what is done, by which team, until when, and how far it is. Lowest number first. No ward: the whole trust.
--
-- asks:
-- returns: action, title, owner, state, strength, opened_on, due_on, first_due_on, started_on, done_on, progress, evidence, why_stopped, site, division, drug_class, wards

select
    action, title, owner, state, strength, opened_on, due_on, first_due_on, started_on, done_on, progress, evidence, why_stopped, site,
    division, drug_class, array_to_string(wards, '; ') as wards
from safety_action
order by action;
