-- Months that people said are covered or missing.
select source, site, month::varchar as month, state, reason, strftime(edited_at, '%Y-%m-%dT%H:%M:%S.%f') as edited_at, edited_by
from coverage_edit
where removed_at is null
qualify row_number() over (partition by source, site, month order by edited_at desc) = 1
order by source, site, month;
