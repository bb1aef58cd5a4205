-- Which records count. A record counts when its source is the counting source of its site and month; of records that are
-- linked across sources, those of one source count, whatever their dates say. Without a month there is no counting
-- source, and the record counts unless a linked one does. A month whose counting source changes is weighed anew.
create or replace temp table counting_source_after as select * from counting_source;

create or replace temp table weighed as
with changed_month as (
    select coalesce(after_it.site, before_it.site) as site, coalesce(after_it.month, before_it.month) as month
    from counting_source_after as after_it
    full join counting_source_now as before_it on before_it.site = after_it.site and before_it.month = after_it.month
    where after_it.source is distinct from before_it.source
),
in_changed_month as (
    select untouched_record.*
    from untouched_record
    semi join changed_month on changed_month.site = untouched_record.site and changed_month.month = untouched_record.month
),
weighed_again as (
    select source, reference, revision_id, standing, first_harm_level, harm_level, first_reported_on, month, site, incident_group
    from in_changed_month
    union
    select source, reference, revision_id, standing, first_harm_level, harm_level, first_reported_on, month, site, incident_group
    from untouched_record
    where incident_group in (select incident_group from in_changed_month where incident_group is not null)
),
placed as (
    select
        every_record.*,
        every_record.month is null
        or counting_source_after.source is null
        or counting_source_after.source = every_record.source as is_counting_source
    from (select * from after_record union all by name select * from weighed_again) as every_record
    left join counting_source_after
        on counting_source_after.site = every_record.site and counting_source_after.month = every_record.month
),
chosen as (
    select
        incident_group,
        arg_min(source, preference(source) + case when is_counting_source then 0 else 10 end) as chosen_source
    from placed
    where incident_group is not null and standing = 'stands'
    group by incident_group
)
select
    placed.* exclude (is_counting_source),
    placed.standing = 'stands'
    and coalesce(placed.source = chosen.chosen_source, is_counting_source) as counts
from placed
left join chosen on chosen.incident_group = placed.incident_group;
