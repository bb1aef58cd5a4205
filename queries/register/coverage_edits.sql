-- Months that a person has said are covered or missing.
select source, site, month, state, reason, edited_at, edited_by
from coverage_edit
where removed_at is null
qualify row_number() over (partition by source, site, month order by edited_at desc) = 1
order by month, source, site;
