-- Occupied bed days of each month, for the places asked: what incidents of the period are counted against.
-- A month without a row has no bed days. Only months that lie wholly in the period are here; filters on incidents do not narrow them.
--
-- asks: asked
-- returns: month, bed_days

select month, sum(bed_days) as bed_days
from selected_bed_days($asked)
group by month
order by month;
