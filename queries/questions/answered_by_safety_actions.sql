-- Which card or alert each safety action answers.
--
-- asks:
-- returns: action, card, alert

select action, card, alert
from safety_action_answers
where action in (select action from safety_action)
order by action, card nulls last, alert nulls last;
