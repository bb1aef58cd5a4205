-- Learning cards: what was seen, what is made of it, and how it ended. Lowest number first. No ward: the whole trust.
--
-- asks:
-- returns: card, title, state, seen, seen_first_on, seen_last_on, times_seen, edition_seen, page, query, factors, area, response, owner, due_on, outcome, told, closed_because, opened_on, looked_on, acting_on, closed_on, site, division, drug_class, wards, signal

select
    card, title, state, seen, seen_first_on, seen_last_on, times_seen, edition_seen, page, query, factors, area, response, owner,
    due_on, outcome, told, closed_because, opened_on, looked_on, acting_on, closed_on, site, division, drug_class,
    array_to_string(wards, '; ') as wards, signal
from learning_card
order by card;
