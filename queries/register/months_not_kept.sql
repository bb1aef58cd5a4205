-- Months of an edition that are kept no longer are covered by nothing in it: no incident there is no zero.
delete from edition.coverage where month < (select max(kept_from) from erased_now);
update edition.extract
set covers_from = case when covers_until >= kept.kept_from then greatest(covers_from, kept.kept_from) end,
    covers_until = case when covers_until >= kept.kept_from then covers_until end
from (select max(kept_from) as kept_from from erased_now) as kept
where covers_from < kept.kept_from;
