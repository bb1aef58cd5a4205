-- Incidents graded moderate or above, for physical or for psychological harm, whose extract has the field of the duty of candour and
-- no decision in it: one row each, newest first, 200 rows at most. A reference stands with moderate physical harm and above only.
--
-- asks: asked
-- returns: n, reference, source, dated_on, harm_level, psychological_harm, location, status

select n, coalesce(reference, '') as reference, source, dated_on, harm_level, psychological_harm, location, status
from selected_with_time_and_candour($asked)
where duty_of_candour = 'Not recorded'
    and (
        harm_level in ('Moderate', 'Severe', 'Fatal')
        or psychological_harm in ('Moderate psychological harm', 'Severe psychological harm')
    )
order by dated_on desc nulls last, n desc
limit 200;
