-- An edition's incidents and what hangs off them, written from what the register holds now.
-- Runs with the new, empty edition attached as `edition`.

create temp table numbered as
with enriching as (
    -- What a linked record of another source knows and the counted one does not say.
    select
        incident_group,
        max_by(harm_level, case harm_level
            when 'Fatal' then 5 when 'Severe' then 4 when 'Moderate' then 3 when 'Low' then 2 when 'No harm' then 1 else 0
        end) as harm_level,
        first(psychological_harm order by preference) filter (psychological_harm <> 'Not recorded') as psychological_harm,
        bool_or(near_miss) as near_miss,
        first(reporter_group order by preference) filter (reporter_group <> 'Not recorded') as reporter_group,
        first(site order by preference) filter (site <> 'Not recorded') as site,
        first(division order by preference) filter (division <> 'Not recorded') as division,
        first(location order by preference) filter (location <> 'Not recorded') as location,
        min(reported_on) as reported_on,
        list_distinct(flatten(list(stages))) as stages,
        list_distinct(flatten(list(error_types))) as error_types,
        list_distinct(flatten(list(medicines))) as medicines
    from weighed_record
    where is_linked and not counts
    group by incident_group
)
select
    (row_number() over (order by counted.occurred_earliest nulls last, counted.source, counted.reference))::integer as n,
    counted.source,
    counted.reference,
    counted.occurred_earliest,
    counted.occurred_latest,
    counted.occurred_precision,
    coalesce(counted.reported_on, enriching.reported_on) as reported_on,
    if(counted.site = 'Not recorded', coalesce(enriching.site, counted.site), counted.site) as site,
    if(counted.division = 'Not recorded', coalesce(enriching.division, counted.division), counted.division) as division,
    if(counted.location = 'Not recorded', coalesce(enriching.location, counted.location), counted.location) as location,
    if(counted.harm_level = 'Not recorded', coalesce(enriching.harm_level, counted.harm_level), counted.harm_level) as harm_level,
    if(
        counted.psychological_harm = 'Not recorded',
        coalesce(enriching.psychological_harm, counted.psychological_harm),
        counted.psychological_harm
    ) as psychological_harm,
    counted.first_harm_level,
    coalesce(counted.near_miss, enriching.near_miss) as near_miss,
    if(
        counted.reporter_group = 'Not recorded',
        coalesce(enriching.reporter_group, counted.reporter_group),
        counted.reporter_group
    ) as reporter_group,
    coalesce(counted.status, 'Not recorded') as status,
    case when len(counted.stages) > 0 then counted.stages else coalesce(enriching.stages, []) end as stages,
    case when len(counted.error_types) > 0 then counted.error_types else coalesce(enriching.error_types, []) end as error_types,
    case when len(counted.medicines) > 0 then counted.medicines else coalesce(enriching.medicines, []) end as medicines
from weighed_record as counted
left join enriching on counted.is_linked and enriching.incident_group = counted.incident_group
where counted.counts;

insert into edition.incident
select
    n,
    source,
    case when harm_level in ('Moderate', 'Severe', 'Fatal') then reference end,
    occurred_earliest,
    occurred_latest,
    occurred_precision,
    reported_on,
    site,
    division,
    location,
    harm_level,
    psychological_harm,
    first_harm_level,
    near_miss,
    reporter_group,
    status
from numbered
order by n;

-- An intended medicine speaks for the incident only where none was given, as for an omitted dose.
create temp table named_medicine as
with written as (
    select n, unnest(medicines, recursive := true) from numbered
),
named as (
    select written.n, written."role", medicine_name.*
    from written
    join medicine_name on medicine_name.written = written.written and medicine_name.route = written.route
)
select n, kind, medicine, drug_class, bnf_section, high_risk
from named
qualify "role" <> 'intended'
    or not bool_or("role" <> 'intended' and drug_class is not null) over (partition by n);

insert into edition.incident_medicine
select n, medicine, drug_class, bnf_section
from (
    select distinct n, medicine, drug_class, bnf_section from named_medicine where medicine is not null
    union all
    select
        numbered.n,
        case
            when bool_or(named_medicine.drug_class is not null) then 'Only a class named'
            when bool_or(named_medicine.kind = 'unrecognised') then 'Medicine not recognised'
            else 'No medicine named'
        end,
        null,
        null
    from numbered
    left join named_medicine on named_medicine.n = numbered.n
    group by numbered.n
    having not coalesce(bool_or(named_medicine.medicine is not null), false)
)
order by n, medicine;

insert into edition.incident_class
select n, drug_class
from (
    select distinct n, drug_class from named_medicine where drug_class is not null
    union all
    select
        numbered.n,
        if(bool_or(named_medicine.kind = 'unrecognised'), 'Medicine not recognised', 'No medicine named')
    from numbered
    left join named_medicine on named_medicine.n = numbered.n
    group by numbered.n
    having not coalesce(bool_or(named_medicine.drug_class is not null), false)
)
order by n, drug_class;

insert into edition.incident_high_risk
select distinct n, unnest(high_risk) as high_risk from named_medicine order by n, high_risk;

insert into edition.incident_stage
select n, unnest(case when len(stages) > 0 then stages else ['Not recorded'] end) as stage from numbered order by n, stage;

insert into edition.incident_error
select n, unnest(case when len(error_types) > 0 then error_types else ['Not recorded'] end) as error_type
from numbered
order by n, error_type;

insert into edition.bed_days
select month, site, division, location, bed_days from current_bed_days order by month, site, location;

insert into edition.activity
select month, site, division, location, kind, staff_group, amount, estimated
from current_activity
order by kind, staff_group, month, site, location;

insert into edition.coverage
select site, month, source, whole_month from counting_source order by site, month;

insert into edition.extract
select import_id, source, file_name, sha256, as_at, uploaded_at, covers_from, covers_until, rows_accepted
from live_import
where kind = 'incidents'
order by import_id;

-- Records of a second source over months that another source counts: linked ones enrich, the others are to be looked at.
insert into edition.record_not_counted
select
    weighed_record.source,
    weighed_record.month,
    counting_source.source as counted_from,
    is_linked,
    count(*) as records
from weighed_record
left join counting_source
    on counting_source.site = weighed_record.site and counting_source.month = weighed_record.month
where not counts
group by all
order by all;

insert into edition.unplaced_word
select field, count(distinct written) as words, sum(row_count)::bigint as row_count
from (
    select unplaced_word.* from unplaced_word join live_import on live_import.import_id = unplaced_word.import_id
)
group by field
order by field;

drop table named_medicine;
drop table numbered;
