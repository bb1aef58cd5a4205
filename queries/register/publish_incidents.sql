-- An edition's incidents and what hangs off them, written from what the register holds now (`published_record`).
-- Runs with the new edition attached as `edition`.

-- What a linked record of another source knows and the counted one does not say.
create or replace temp table enriching as
select
    incident_group,
    max_by(resolved.harm_level, harm_rank(resolved.harm_level)) filter (harm_rank(resolved.harm_level) > 2) as harm_level,
    first(psychological_harm order by preference(current_record.source)) filter (psychological_harm <> 'Not recorded') as psychological_harm,
    bool_or(near_miss) as near_miss,
    first(reporter_group order by preference(current_record.source)) filter (reporter_group <> 'Not recorded') as reporter_group,
    first(resolved.site order by preference(current_record.source)) filter (resolved.site <> 'Not recorded') as site,
    first(division order by preference(current_record.source)) filter (division <> 'Not recorded') as division,
    first(location order by preference(current_record.source)) filter (location <> 'Not recorded') as location,
    min(first_reported_on) as reported_on,
    list_distinct(flatten(list(stages))) as stages,
    list_distinct(flatten(list(error_types))) as error_types,
    list_distinct(flatten(list(medicines))) as medicines
from current_record
join resolved on resolved.revision_id = current_record.revision_id
where incident_group in (select incident_group from published_record where incident_group is not null)
    and not counts
    and current_record.standing = 'stands'
group by incident_group;

-- A table and not a view: joined on as a view, its joins within joins stop DuckDB 2.0.0 with an internal error ("dict-surviving
-- join", duckdb/duckdb#24807) in about one random history in 25.
create or replace temp table published as
select
    published_record.n,
    published_record.source,
    published_record.reference,
    occurred_earliest,
    occurred_latest,
    occurred_precision,
    coalesce(published_record.first_reported_on, enriching.reported_on) as reported_on,
    if(resolved.site = 'Not recorded', coalesce(enriching.site, resolved.site), resolved.site) as site,
    if(resolved.division = 'Not recorded', coalesce(enriching.division, resolved.division), resolved.division) as division,
    if(resolved.location = 'Not recorded', coalesce(enriching.location, resolved.location), resolved.location) as location,
    if(resolved.harm_level = 'Not recorded', coalesce(enriching.harm_level, resolved.harm_level), resolved.harm_level) as harm_level,
    if(
        resolved.psychological_harm = 'Not recorded',
        coalesce(enriching.psychological_harm, resolved.psychological_harm),
        resolved.psychological_harm
    ) as psychological_harm,
    published_record.first_harm_level,
    coalesce(resolved.near_miss, enriching.near_miss) as near_miss,
    if(
        resolved.reporter_group = 'Not recorded',
        coalesce(enriching.reporter_group, resolved.reporter_group),
        resolved.reporter_group
    ) as reporter_group,
    coalesce(resolved.status, 'Not recorded') as status,
    case when len(resolved.stages) > 0 then resolved.stages else coalesce(enriching.stages, []) end as stages,
    case when len(resolved.error_types) > 0 then resolved.error_types else coalesce(enriching.error_types, []) end as error_types,
    case when len(resolved.medicines) > 0 then resolved.medicines else coalesce(enriching.medicines, []) end as medicines
from published_record
join resolved on resolved.revision_id = published_record.revision_id
left join enriching on enriching.incident_group = published_record.incident_group;

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
from published;

-- What the medicines of an incident say is worked out once for each distinct list of written medicines, not once an
-- incident. An intended medicine speaks for the incident only where none was given, as for an omitted dose.
create or replace temp table written_list as
select row_number() over () as list_number, medicines from (select distinct medicines from published);

create or replace temp table named_medicine as
with written as (
    select list_number, unnest(medicines, recursive := true) from written_list
),
named as (
    select written.list_number, written."role", kind, medicine, drug_class, bnf_section, high_risk
    from written
    join medicine_name on medicine_name.written = written.written and medicine_name.route = written.route
)
select list_number, kind, medicine, drug_class, bnf_section, high_risk
from named
qualify "role" <> 'intended'
    or not bool_or("role" <> 'intended' and drug_class is not null) over (partition by list_number);

create or replace temp table list_of_incident as
select published.n, written_list.list_number
from published
join written_list on written_list.medicines = published.medicines;

insert into edition.incident_medicine
with said as (
    select distinct list_number, medicine, drug_class, bnf_section from named_medicine where medicine is not null
    union all
    select
        written_list.list_number,
        case
            when bool_or(drug_class is not null) then 'Only a class named'
            when bool_or(kind = 'unrecognised') then 'Medicine not recognised'
            else 'No medicine named'
        end,
        null,
        null
    from written_list
    left join named_medicine on named_medicine.list_number = written_list.list_number
    group by written_list.list_number
    having not coalesce(bool_or(named_medicine.medicine is not null), false)
)
select n, medicine, drug_class, bnf_section
from list_of_incident
join said on said.list_number = list_of_incident.list_number;

insert into edition.incident_class
with said as (
    select distinct list_number, drug_class from named_medicine where drug_class is not null
    union all
    select written_list.list_number, if(bool_or(kind = 'unrecognised'), 'Medicine not recognised', 'No medicine named')
    from written_list
    left join named_medicine on named_medicine.list_number = written_list.list_number
    group by written_list.list_number
    having not coalesce(bool_or(named_medicine.drug_class is not null), false)
)
select n, drug_class
from list_of_incident
join said on said.list_number = list_of_incident.list_number;

insert into edition.incident_high_risk
with said as (
    select distinct list_number, unnest(high_risk) as high_risk from named_medicine where len(high_risk) > 0
)
select n, high_risk
from list_of_incident
join said on said.list_number = list_of_incident.list_number;

insert into edition.incident_stage
select n, unnest(case when len(stages) > 0 then stages else ['Not recorded'] end) as stage from published;

insert into edition.incident_error
select n, unnest(case when len(error_types) > 0 then error_types else ['Not recorded'] end) as error_type from published;

drop table named_medicine;
drop table list_of_incident;
drop table written_list;
drop table published;
drop table enriching;
