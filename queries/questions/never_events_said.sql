-- Incidents whose extract says in a field of its own that they are a Never Event: one row each, newest first, 200 rows at most. A
-- reference stands with moderate physical harm and above only.
--
-- asks: asked
-- returns: n, reference, source, dated_on, harm_level, medicines, stages, error_types, location

with chosen as (
    select *
    from selected_with_never_event_and_yellow_card($asked)
    where never_event = 'Recorded as a Never Event'
    order by dated_on desc nulls last, n desc
    limit 200
)
select
    n,
    coalesce(reference, '') as reference,
    source,
    dated_on,
    harm_level,
    medicines,
    stages,
    error_types,
    location
from described_incident($asked, 'chosen')
order by dated_on desc nulls last, n desc;
