-- The incidents of one extract: the accepted rows of one reference, merged.
-- The greatest harm of its rows counts; all its medicines, stages and error types do; what several rows say
-- differently otherwise (a date, a ward) is taken from the first row that says it.
-- The first reported date is looked for in earlier revisions too, which are otherwise left out.

with accepted as (
    from row_read where fate = 'accepted'
),
reported as (
    select reference, min(reported_on) as reported_on
    from row_read
    where fate = 'accepted' or left_out_because = 'an earlier revision in the same file'
    group by reference
),
merged as (
    select
        reference,
        max(revision) as revision,
        list_distinct(flatten(list(link_references order by "row"))) as link_references,
        list_distinct(flatten(list(points_to order by "row"))) as points_to,
        first(occurred_earliest order by "row") filter (occurred_earliest is not null) as occurred_earliest,
        first(occurred_latest order by "row") filter (occurred_earliest is not null) as occurred_latest,
        coalesce(
            first(occurred_precision order by "row") filter (occurred_earliest is not null), 'Not recorded'
        ) as occurred_precision,
        first(occurred_as_written order by "row") filter (occurred_as_written is not null) as occurred_as_written,
        first(site order by "row") filter (site <> 'Not recorded') as site,
        first(division order by "row") filter (division <> 'Not recorded') as division,
        first(location order by "row") filter (location <> 'Not recorded') as location,
        max_by(harm_level, harm_rank) as harm_level,
        max_by(psychological_harm, psychological_rank) as psychological_harm,
        bool_or(near_miss) as near_miss,
        first(reporter_group order by "row") filter (reporter_group <> 'Not recorded') as reporter_group,
        first(status order by "row") filter (status <> '') as status,
        list_distinct(flatten(list(stages order by "row"))) as stages,
        list_distinct(flatten(list(error_types order by "row"))) as error_types,
        list_distinct(flatten(list(medicines order by "row"))) as medicines,
        count(*) as row_count,
        min("row") as first_row
    from accepted
    group by reference
)

select
    merged.reference,
    revision,
    list_sort(link_references) as link_references,
    list_sort(points_to) as points_to,
    occurred_earliest,
    occurred_latest,
    occurred_precision,
    case when occurred_earliest is null then occurred_as_written end as occurred_as_written,
    reported.reported_on,
    coalesce(site, 'Not recorded') as site,
    coalesce(division, 'Not recorded') as division,
    coalesce(location, 'Not recorded') as location,
    harm_level,
    psychological_harm,
    near_miss,
    coalesce(reporter_group, 'Not recorded') as reporter_group,
    status,
    list_sort(stages) as stages,
    -- LFPSE asks for the kind of error first and for the error itself after it: the kind counts only where the error is not said
    list_sort(
        case
            when len(list_filter(error_types, lambda e: not ends_with(e, ', not specified'))) > 0
            then list_filter(error_types, lambda e: not ends_with(e, ', not specified'))
            else error_types
        end
    ) as error_types,
    list_sort(medicines) as medicines,
    row_count
from merged
join reported on reported.reference = merged.reference
order by first_row;
