-- The calendar of coverage: for each month, the sources it is counted from, how many sites they cover and whether the
-- whole month is covered at every site that has coverage in it.
--
-- asks: asked
-- returns: month, sources, sites, whole_month

select
    month,
    string_agg(distinct source, ', ' order by source) as sources,
    count(distinct site) filter (site <> 'Not recorded') as sites,
    bool_and(whole_month) as whole_month
from selected_coverage($asked)
group by month
order by month;
