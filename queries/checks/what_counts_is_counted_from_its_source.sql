-- The counting source of each month is the one that coverage gives now, and a record that is of no group counts by it.
with differs as (
    select site, month
    from counting_source_now
    full join counting_source using (site, month)
    where counting_source_now.source is distinct from counting_source.source
)
select site || ' ' || month as where_it_is from differs
union all
select current_record.source || ' ' || reference
from current_record
left join counting_source on counting_source.site = current_record.site and counting_source.month = current_record.month
where incident_group is null
    and counts is distinct from (
        standing = 'stands' and (current_record.month is null or coalesce(counting_source.source = current_record.source, true))
    );
