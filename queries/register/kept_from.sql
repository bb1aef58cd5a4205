-- No extract covers the days any more that are kept no longer: a month without incidents must not read as a zero there.
update imports
set covers_from = case when covers_until >= kept_from then greatest(covers_from, kept_from) end,
    covers_until = case when covers_until >= kept_from then covers_until end
from erasing
where kind = 'incidents' and covers_from < kept_from;

delete from coverage_edit where month < (select kept_from from erasing);
