-- Profiles that listings are read by, whole: headings and what was chosen for columns as JSON lists.
select
    name, source, month_first, keeps_rejected, owner, saved_on, saved_at, saved_by,
    (
        select json_group_array(heading)
        from (select heading from profile_heading where profile_heading.profile = profile.profile order by position)
    ) as headings,
    (
        select json_group_array(json_array(heading, field))
        from (select heading, field from profile_column where profile_column.profile = profile.profile order by position)
    ) as columns
from profile
where removed_at is null
order by source, name
