-- What the register holds now: a pure fold over the imports that are not undone, worked out anew each time.

create or replace temp view live_import as
from imports where undone_at is null;

-- The newest word on each incident, the whole incident at a time, downwards too: the highest revision of the source
-- system where it numbers them (LFPSE), then the newest as-at date, then the latest import. Its first reported date and
-- its first grade are kept beside it.
create or replace temp view current_revision as
select
    revision.* exclude (reported_on),
    live_import.as_at,
    min(revision.reported_on) over every_word as reported_on,
    first_value(revision.harm_level) over in_order as first_harm_level,
    case when occurred_precision = 'day' then date_trunc('month', occurred_earliest)::date end as month,
    case revision.source when 'datix' then 1 when 'lfpse' then 2 else 3 end as preference
from revision
join live_import on live_import.import_id = revision.import_id
window
    every_word as (partition by revision.source, reference),
    in_order as (partition by revision.source, reference order by revision.revision, live_import.as_at, live_import.import_id)
qualify row_number() over (
    partition by revision.source, reference order by revision.revision desc, live_import.as_at desc, live_import.import_id desc
) = 1;

-- Days of each month that each source covers, for a site or (site '*') for all of them.
create or replace temp view covered_days as
select source, site, date_trunc('month', covered_on)::date as month, count(*) as days
from (
    select distinct source, site, unnest(generate_series(covers_from, covers_until, interval 1 day))::date as covered_on
    from (
        select source, covers_from, covers_until, unnest(case when len(sites) = 0 then ['*'] else sites end) as site
        from live_import
        where kind = 'incidents' and covers_from is not null
    )
)
group by all;

create or replace temp view known_site as
select distinct site from current_revision
union
select site from covered_days where site <> '*'
union
select 'Not recorded';

-- Each site and month has one counting source: the one that covers most of its days; where two cover the same, the
-- trust's own listing before LFPSE before NRLS.
create or replace temp view counting_source as
select site, month, source, days, days = days_in_month as whole_month
from (
    select
        known_site.site,
        covered.month,
        covered.source,
        max(covered.days) as days,
        extract(day from last_day(covered.month)) as days_in_month
    from known_site
    join covered_days as covered on covered.site in (known_site.site, '*')
    group by all
)
qualify row_number() over (
    partition by site, month
    order by days desc, case source when 'datix' then 1 when 'lfpse' then 2 else 3 end
) = 1;

-- Records of one incident in several systems: a national record names the local reference that it came from.
create or replace temp view own_reference as
select distinct source, reference, unnest(link_references) as named from current_revision;

create or replace temp view linked_record as
with pointed as (
    select source, reference, unnest(points_to) as named from current_revision
),
local_match as (
    select pointed.source, pointed.reference, min(own_reference.reference) as local_reference
    from pointed
    join own_reference on own_reference.named = pointed.named and own_reference.source = 'datix'
    where pointed.source <> 'datix'
    group by all
),
back_match as (
    select own_reference.source, own_reference.reference, min(pointed.reference) as local_reference
    from pointed
    join own_reference on own_reference.named = pointed.named and own_reference.source <> 'datix'
    where pointed.source = 'datix'
    group by all
),
first_pointed as (
    select source, reference, min(named) as named from pointed where source <> 'datix' group by all
)
select
    current_revision.source,
    current_revision.reference,
    case
        when current_revision.source = 'datix' then 'local ' || upper(current_revision.reference)
        else coalesce(
            'local ' || upper(local_match.local_reference),
            'local ' || upper(back_match.local_reference),
            'local ' || first_pointed.named,
            current_revision.source || ' ' || current_revision.reference
        )
    end as incident_group
from current_revision
left join local_match
    on local_match.source = current_revision.source and local_match.reference = current_revision.reference
left join back_match
    on back_match.source = current_revision.source and back_match.reference = current_revision.reference
left join first_pointed
    on first_pointed.source = current_revision.source and first_pointed.reference = current_revision.reference;

-- Which records count. A record counts when its source is the counting source of its site and month; of records
-- that are linked across sources, those of one source count, whatever their dates say. Without a month there is no
-- counting source, and the record counts unless a linked one does.
create or replace temp view weighed_record as
with placed as (
    select
        current_revision.*,
        linked_record.incident_group,
        current_revision.month is null
        or counting_source.source is null
        or counting_source.source = current_revision.source as is_counting_source
    from current_revision
    join linked_record
        on linked_record.source = current_revision.source and linked_record.reference = current_revision.reference
    left join counting_source
        on counting_source.site = current_revision.site and counting_source.month = current_revision.month
),
chosen as (
    select
        incident_group,
        count(distinct source) as sources,
        arg_min(source, preference + case when is_counting_source then 0 else 10 end) as chosen_source
    from placed
    group by incident_group
)
select
    placed.*,
    chosen.sources > 1 as is_linked,
    case when chosen.sources > 1 then placed.source = chosen.chosen_source else is_counting_source end as counts
from placed
join chosen on chosen.incident_group = placed.incident_group;

-- The newest activity of each kind, place and month; a measured figure before an estimate. What is given for parts is never
-- added to what is given for the whole: a site's own figure is left out where its wards or divisions are given, the whole
-- trust's where any site or ward is, all staff where staff groups are.
create or replace temp view current_activity as
with newest as (
    select activity.*
    from activity
    join live_import on live_import.import_id = activity.import_id
    qualify row_number() over (
        partition by activity.kind, staff_group, month, site, location, case when location = 'All wards' then division end
        order by estimated, live_import.as_at desc, live_import.import_id desc
    ) = 1
),
marked as (
    select
        *,
        bool_or(location <> 'All wards') over (partition by kind, month, site) as site_has_wards,
        bool_or(location = 'All wards' and division <> 'Not recorded') over (partition by kind, month, site) as site_has_divisions,
        bool_or(site <> 'Whole trust' or location <> 'All wards') over (partition by kind, month) as trust_has_parts,
        bool_or(staff_group <> 'All staff groups') over (partition by kind, month, site, location, division) as has_groups
    from newest
)
select month, site, division, location, kind, staff_group, bed_days as amount, estimated
from marked
where (location <> 'All wards' or not site_has_wards)
    and (location <> 'All wards' or division <> 'Not recorded' or not site_has_divisions)
    and (site <> 'Whole trust' or location <> 'All wards' or not trust_has_parts)
    and (staff_group <> 'All staff groups' or not has_groups);

create or replace temp view current_bed_days as
select month, site, division, location, amount as bed_days
from current_activity
where kind = 'occupied bed days';
