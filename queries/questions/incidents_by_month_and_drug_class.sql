-- Incidents of each month involving each drug class, of the classing that is asked for. One with medicines of several classes counts
-- once in each. A month with no incidents of a class has no row here; the calendar of coverage decides whether that is a zero or a gap.
--
-- asks: asked
-- returns: month, drug_class, incidents

with counted as (
    select date_trunc('month', dated_on)::date as month, medicine_list, count(*) as incidents
    from selected_list($asked)
    where dated_on is not null
    group by all
)
select month, drug_class, sum(incidents)::bigint as incidents
from counted
join selected_class($asked) as classed using (medicine_list)
group by all
order by all;
