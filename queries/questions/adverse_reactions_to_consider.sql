-- Incidents of a suspected adverse reaction whose extract has a field for the Yellow Card reference and nothing in it: one row each,
-- newest first, 200 rows at most. A reference of the incident stands with moderate physical harm and above only.
--
-- asks: asked
-- returns: n, reference, source, dated_on, harm_level, medicines, error_types, location, with_error

with chosen as (
    select *
    from selected_with_never_event_and_yellow_card($asked)
    where yellow_card = 'Not recorded' and n in (select n from adverse_reaction)
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
    error_types,
    location,
    with_error
from described_incident($asked, 'chosen')
join adverse_reaction using (n)
order by dated_on desc nulls last, n desc;
