-- What the register says at this moment, as views on top of register/what_was_said: each word on an incident with the words
-- and places that people have placed, which source each month is counted from, and the activity.

-- The trust's own system before LFPSE before NRLS.
create or replace temp macro preference(source) as case source when 'lfpse' then 2 when 'nrls' then 3 else 1 end;
create or replace temp macro is_local(source) as source not in ('lfpse', 'nrls');

-- The references by which other systems may name a record: its own alone is not kept as a list.
create or replace temp macro own_names(reference, link_references) as
    case when len(link_references) = 0 then [upper(reference)] else link_references end;

create or replace temp macro harm_rank(level) as
    list_position(['Not applicable', 'Not recorded', 'No harm', 'Low', 'Moderate', 'Severe', 'Fatal'], level);
create or replace temp macro psychological_rank(level) as list_position(
    [
        'Not applicable', 'Not recorded', 'No psychological harm', 'Low psychological harm',
        'Moderate psychological harm', 'Severe psychological harm'
    ],
    level
);

-- What people have placed: the newest answer for each word.
create or replace temp view live_placed_word as
select field, source, word_key, arg_max(means, placed_at) as means
from placed_word
where removed_at is null
group by field, source, word_key;

create or replace temp view placed_in_revision as
with kept_raw as (
    select revision_id, source, unnest(unplaced, recursive := true) from revision where len(unplaced) > 0
)
select
    revision_id,
    max_by(means, harm_rank(means)) filter (kept_raw.field in ('harm', 'consequence')) as harm_level,
    max_by(means, psychological_rank(means)) filter (kept_raw.field = 'psychological_harm') as psychological_harm,
    min(means) filter (kept_raw.field = 'reporter_group') as reporter_group,
    bool_or(means = 'yes') filter (kept_raw.field = 'near_miss') as near_miss,
    min(means) filter (kept_raw.field = 'duty_of_candour') as duty_of_candour,  -- applying before not applying
    min(means) filter (kept_raw.field = 'never_event') as never_event,  -- one before not one
    list_sort(list(distinct means) filter (kept_raw.field = 'stage')) as stages,
    list_sort(list(distinct means) filter (kept_raw.field = 'error_type')) as error_types
from kept_raw
join live_placed_word
    on live_placed_word.field = kept_raw.field
    and live_placed_word.source = kept_raw.source
    and live_placed_word.word_key = word_key(kept_raw.written)
where means <> ''
group by revision_id;

-- A place by the names it is written under, with the division that it belonged to from a day until the next move.
create or replace temp view known_place as
select place_name.written_site, place_name.written_location, place.place_id, place.name, place.site, place.division
from place_name
join place on place.place_id = place_name.place_id;

create or replace temp view division_of_place as
select
    place_id,
    division,
    from_day,
    coalesce(lead(from_day) over (partition by place_id order by from_day), date '9999-01-01') as before_day
from place_division;

-- Days of each month that the extracts of each source cover, for a site or (site '*') for all of them.
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

create or replace temp view live_coverage_edit as
select source, site, month, arg_max(state, edited_at) as state, arg_max(reason, edited_at) as reason
from coverage_edit
where removed_at is null
group by source, site, month;

-- Records on hand while a change is worked out: what was there, less the references that the change touches, plus
-- what they are after it.
create temp table if not exists this_act (import_id integer, act varchar, happened_at timestamp);
create temp table if not exists touched (source varchar, reference varchar);
create temp table if not exists after_record (
    source varchar, reference varchar, revision_id bigint, standing varchar, first_harm_level varchar, harm_level varchar,
    first_reported_on date, month date, site varchar, incident_group varchar
);
create or replace temp view untouched_record as
select current_record.*
from current_record
anti join touched on touched.source = current_record.source and touched.reference = current_record.reference;

create or replace temp view known_site as
select distinct site from untouched_record
union
select distinct site from after_record
union
select site from covered_days where site <> '*'
union
select site from live_coverage_edit
union
select 'Not recorded';

-- The calendar: each source, site and month that its extracts cover, or that a person says is covered or missing.
create or replace temp view covered_month as
select
    coalesce(listed.source, live_coverage_edit.source) as source,
    coalesce(listed.site, live_coverage_edit.site) as site,
    coalesce(listed.month, live_coverage_edit.month) as month,
    case live_coverage_edit.state
        when 'covered' then extract(day from last_day(coalesce(listed.month, live_coverage_edit.month)))
        when 'missing' then 0
        else listed.days
    end as days,
    extract(day from last_day(coalesce(listed.month, live_coverage_edit.month))) as days_in_month,
    live_coverage_edit.state is not null as edited,
    coalesce(live_coverage_edit.reason, '') as edit_reason
from (
    select covered_days.source, known_site.site, covered_days.month, max(covered_days.days) as days
    from known_site
    join covered_days on covered_days.site in (known_site.site, '*')
    group by all
) as listed
full join live_coverage_edit
    on live_coverage_edit.source = listed.source
    and live_coverage_edit.site = listed.site
    and live_coverage_edit.month = listed.month;

-- Each site and month has one counting source: the one that covers most of its days; where two cover the same, the
-- trust's own listing before LFPSE before NRLS.
create or replace temp view counting_source as
select site, month, source, days = days_in_month as whole_month
from covered_month
where days > 0
qualify row_number() over (partition by site, month order by days desc, preference(source), source) = 1;

-- The newest activity of each kind, place and month; a measured figure before an estimate. What is given for parts is never
-- added to what is given for the whole: a site's own figure is left out where its wards or divisions are given, the whole
-- trust's where any site or ward is, all staff where staff groups are. A place written under several names is one place.
create or replace temp view current_activity as
with placed as (
    select
        activity.* exclude (site, division, location),
        coalesce(known_place.site, activity.site) as site,
        coalesce(division_of_place.division, known_place.division, activity.division) as division,
        coalesce(known_place.name, activity.location) as location,
        live_import.place_in_order
    from activity
    join live_import on live_import.import_id = activity.import_id
    left join known_place
        on known_place.written_site = place_key(activity.site) and known_place.written_location = place_key(activity.location)
    left join division_of_place
        on division_of_place.place_id = known_place.place_id
        and activity.month >= division_of_place.from_day
        and activity.month < division_of_place.before_day
),
newest as (
    select *
    from placed
    qualify rank() over (
        partition by kind, staff_group, month, site, location, case when location = 'All wards' then division end
        order by estimated, place_in_order desc
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
select
    month, site, any_value(division) as division, location, kind, staff_group, sum(bed_days) as amount, bool_or(estimated) as estimated
from marked
where (location <> 'All wards' or not site_has_wards)
    and (location <> 'All wards' or division <> 'Not recorded' or not site_has_divisions)
    and (site <> 'Whole trust' or location <> 'All wards' or not trust_has_parts)
    and (staff_group <> 'All staff groups' or not has_groups)
group by month, site, location, kind, staff_group, case when location = 'All wards' then division end;

-- Words of the newest word on each incident that are still to be placed.
create or replace temp view still_unplaced as
with kept_raw as (
    select current_record.source, unnest(unplaced, recursive := true)
    from current_record
    join revision on revision.revision_id = current_record.revision_id
    where current_record.standing = 'stands' and len(unplaced) > 0
)
select kept_raw.source, kept_raw.field, min(kept_raw.written) as written, count(*) as row_count
from kept_raw
anti join live_placed_word
    on live_placed_word.field = kept_raw.field
    and live_placed_word.source = kept_raw.source
    and live_placed_word.word_key = word_key(kept_raw.written)
group by kept_raw.source, kept_raw.field, word_key(kept_raw.written);

-- What each writing was read as, in one row: what it means in words, and all that an edition says of it.
create or replace temp view reading as
select
    written,
    route,
    any_value(word_key) as word_key,
    any_value(kind) as kind,
    any_value(how) as how,
    case
        when bool_or(medicine is not null) then string_agg(medicine, ', ' order by position)
        when any_value(kind) = 'class_word' then 'only a class: ' || string_agg(distinct drug_class, ', ' order by drug_class)
        when any_value(kind) = 'unrecognised' then 'not recognised'
        else 'no medicine named'
    end as means,
    list(struct_pack(kind, medicine, drug_class, bnf_section, section, chapter, high_risk) order by position) as says
from medicine_name
group by written, route;

-- Each name of a medicine in each incident that counts, with what it was read as. An incident that names nothing is not here.
create or replace temp view held_name as
with holder as (
    select n, unnest(medicines, recursive := true)
    from current_record
    join revision on revision.revision_id = current_record.revision_id
    where counts
)
select holder.n, reading.word_key, holder.written, reading.kind, reading.how, reading.means
from holder
join reading on reading.written = holder.written and reading.route = holder.route;
