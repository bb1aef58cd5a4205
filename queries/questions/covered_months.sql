-- The calendar of coverage: for each month, the sources it is counted from, how many sites they cover and whether the
-- whole month is covered at every site that has coverage in it. A site that a person says is missing is one without a
-- source: the month is then not whole, and where every site is missing the month has no row.
--
-- asks: asked
-- returns: month, sources, sites, whole_month

select
    month,
    string_agg(distinct source, ', ' order by source) filter (source <> '') as sources,
    count(distinct site) filter (site <> 'Not recorded' and source <> '') as sites,
    bool_and(whole_month) as whole_month
from selected_coverage($asked)
group by month
having count(*) filter (source <> '') > 0
order by month;
