-- The measures that safety actions aim at, each with a filter as a URL writes it.
--
-- asks:
-- returns: action, measure, query

select action, measure, query
from safety_action_aim
where action in (select action from safety_action)
order by action, measure, query;
