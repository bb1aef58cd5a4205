-- The newest incidents that are asked for, one row each, newest first: coded fields only, 2,000 rows at most.
-- `n` is the incident's own number, from edition to edition. A reference stands with moderate harm and above only.
--
-- asks: asked
-- returns: n, reference, source, dated_on, year, harm_level, site, division, location, medicines, drug_classes, stages, error_types, reporter_group, status

with newest as (
    select *
    from selected_list($asked)
    order by dated_on desc nulls last, dated_earliest desc nulls last, n desc
    limit 2000
)
select * exclude (dated_earliest)
from described_incident($asked, 'newest')
order by dated_on desc nulls last, dated_earliest desc nulls last, n desc;
