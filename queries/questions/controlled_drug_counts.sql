-- How many incidents name a controlled drug of Schedules 2 to 5, or a class of them ("opioids"), and how many of these are of moderate
-- physical harm or above.
--
-- asks: asked
-- returns: incidents, moderate_and_above

select
    count(*) as incidents,
    count(*) filter (harm_level in ('Moderate', 'Severe', 'Fatal')) as moderate_and_above
from selected_list($asked)
where medicine_list in (select medicine_list from list_high_risk where high_risk = 'Controlled drugs');
