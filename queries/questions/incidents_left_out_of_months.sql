-- Incidents asked for that cannot stand in a month: only their year is known, or no date is.
--
-- asks: asked
-- returns: incidents, year_only, no_date

select
    count(*) as incidents,
    count(*) filter (dated_on is null and dated_earliest is not null) as year_only,
    count(*) filter (dated_earliest is null) as no_date
from selected_incident($asked);
