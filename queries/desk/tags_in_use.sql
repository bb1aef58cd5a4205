-- Every tag that stands on an incident, as it was written first.
with written_first as (
    select first_value(tag) over (partition by tag order by mark) as tag
    from incident_mark
    where removed_at is null and tag <> ''
)
select distinct tag from written_first order by tag
