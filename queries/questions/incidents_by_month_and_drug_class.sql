-- Incidents of each month involving each drug class, of the classing that is asked for. One with medicines of several classes counts
-- once in each. A month with no incidents of a class has no row here; the calendar of coverage decides whether that is a zero or a gap.
--
-- asks: asked
-- returns: month, drug_class, incidents

select date_trunc('month', dated_on)::date as month, drug_class, count(*) as incidents
from selected_list($asked) as selected
join selected_class($asked) as classed using (medicine_list)
where dated_on is not null
group by all
order by all;
