-- Incidents graded moderate or above, for physical or for psychological harm, by what their extract says of the duty of candour.
-- `physical` is whether the physical harm is; it is not where psychological harm alone is.
--
-- asks: asked
-- returns: duty_of_candour, physical, incidents

select
    duty_of_candour,
    harm_level in ('Moderate', 'Severe', 'Fatal') as physical,
    count(*) as incidents
from selected_with_time_and_candour($asked)
where harm_level in ('Moderate', 'Severe', 'Fatal')
    or psychological_harm in ('Moderate psychological harm', 'Severe psychological harm')
group by all
order by duty_of_candour, physical;
