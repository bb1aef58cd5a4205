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
    -- the time of a linked record is that of its own day
    first({'day': occurred_earliest, 'time': occurred_time} order by preference(current_record.source)) filter (occurred_time is not null)
        as timed,
    first(duty_of_candour order by preference(current_record.source)) filter (duty_of_candour like 'Recorded as %') as duty_of_candour,
    bool_or(duty_of_candour = 'Not recorded') as asks_of_candour,
    first(never_event order by preference(current_record.source)) filter (never_event like 'Recorded as %') as never_event,
    bool_or(never_event = 'Not recorded') as asks_of_never_event,
    bool_or(yellow_card = 'Reference recorded') as has_yellow_card,
    bool_or(yellow_card = 'Not recorded') as asks_of_yellow_card,
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
    case when len(resolved.medicines) > 0 then resolved.medicines else coalesce(enriching.medicines, []) end as medicines,
    coalesce(occurred_time, case when timed['day'] = occurred_earliest then timed['time'] end) as occurred_time,
    case
        when resolved.duty_of_candour like 'Recorded as %' then resolved.duty_of_candour
        when enriching.duty_of_candour is not null then enriching.duty_of_candour
        when asks_of_candour then 'Not recorded'
        else resolved.duty_of_candour
    end as duty_of_candour,
    case
        when resolved.never_event like 'Recorded as %' then resolved.never_event
        when enriching.never_event is not null then enriching.never_event
        when asks_of_never_event then 'Not recorded'
        else resolved.never_event
    end as never_event,
    case
        when resolved.yellow_card = 'Reference recorded' or has_yellow_card then 'Reference recorded'
        when asks_of_yellow_card then 'Not recorded'
        else resolved.yellow_card
    end as yellow_card
from published_record
join resolved on resolved.revision_id = published_record.revision_id
left join enriching on enriching.incident_group = published_record.incident_group;

-- What the medicines of an incident say is worked out once for each distinct list of written medicines, not once an
-- incident. An edition that is a copy of the last one has lists already: the new ones are numbered after them.
create or replace temp table written_list as
select
    (row_number() over () + (select coalesce(max(medicine_list), 0) from edition.incident))::integer as medicine_list,
    medicines
from (select distinct medicines from published);

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
    status,
    medicine_list,
    occurred_time,
    duty_of_candour,
    never_event,
    yellow_card
from published
join written_list on written_list.medicines = published.medicines;

create or replace temp table written_medicine as
with written as (
    select medicine_list, unnest(medicines, recursive := true) from written_list
)
select written.medicine_list, written."role", kind, medicine, drug_class, bnf_section, section, chapter, high_risk
from written
join medicine_name on medicine_name.written = written.written and medicine_name.route = written.route;

-- An intended medicine speaks for the incident only where none was given, as for an omitted dose. A writing that was read
-- before sections and chapters had their names is classed by its code.
create or replace temp table named_medicine as
select
    medicine_list,
    kind,
    medicine,
    drug_class,
    bnf_section,
    coalesce(
        nullif(section, ''),
        ltrim(left(bnf_section, 2), '0') || '.' || ltrim(nullif(substr(bnf_section, 3, 2), ''), '0'),
        'Not recorded'
    ) as section,
    coalesce(nullif(chapter, ''), ltrim(left(nullif(bnf_section, ''), 2), '0'), 'Not recorded') as chapter,
    high_risk
from written_medicine
qualify "role" <> 'intended'
    or not bool_or("role" <> 'intended' and drug_class is not null) over (partition by medicine_list);

-- The words of a list that names nothing: no medicine (`no_medicine`), or no class either (`no_class`); NULL where it does.
create or replace temp table list_without as
select
    written_list.medicine_list,
    case
        when not coalesce(bool_or(drug_class is not null), false) then
            if(coalesce(bool_or(kind = 'unrecognised'), false), 'Medicine not recognised', 'No medicine named')
    end as no_class,
    case
        when not coalesce(bool_or(medicine is not null), false) then coalesce(no_class, 'Only a class named')
    end as no_medicine
from written_list
left join named_medicine on named_medicine.medicine_list = written_list.medicine_list
group by written_list.medicine_list;

insert into edition.list_medicine
select distinct medicine_list, medicine, drug_class, bnf_section from named_medicine where medicine is not null
union all
select medicine_list, no_medicine, null, null from list_without where no_medicine is not null;

insert into edition.list_class_medicine
select distinct medicine_list, class_by, drug_class, medicine
from (
    select medicine_list, 'curated' as class_by, drug_class, medicine from named_medicine where drug_class is not null
    union all
    select medicine_list, 'section', section, medicine from named_medicine
    union all
    select medicine_list, 'chapter', chapter, medicine from named_medicine
    union all
    select medicine_list, 'high_risk', unnest(high_risk), medicine from named_medicine
)
where medicine is not null;

-- A word for a class ("antibiotics") names a curated class and may name a high-risk group, but no section and no chapter.
insert into edition.list_class
with said as (
    select distinct medicine_list, 'curated' as class_by, drug_class from named_medicine where drug_class is not null
    union all
    select distinct medicine_list, 'high_risk', unnest(high_risk) from named_medicine
    union all
    select distinct medicine_list, class_by, drug_class
    from edition.list_class_medicine
    where class_by in ('section', 'chapter') and medicine_list in (select medicine_list from written_list)
)
select medicine_list, class_by, drug_class from said
union all
select medicine_list, class_by, if(class_by = 'curated', no_class, coalesce(no_medicine, 'In no high-risk group'))
from list_without
cross join (values ('curated'), ('section'), ('chapter'), ('high_risk')) as classing(class_by)
anti join said on said.medicine_list = list_without.medicine_list and said.class_by = classing.class_by;

-- A local group can change while its incidents do not: these classes are worked out anew for every list.
delete from edition.list_class where class_by = 'local';
delete from edition.list_class_medicine where class_by = 'local';

insert into edition.list_class_medicine
select distinct list_medicine.medicine_list, 'local', group_name, list_medicine.medicine
from edition.list_medicine
join local_group on local_group.medicine = list_medicine.medicine;

insert into edition.list_class
select distinct medicine_list, 'local', drug_class from edition.list_class_medicine where class_by = 'local'
union all
select
    medicine_list,
    'local',
    case
        when medicine in ('No medicine named', 'Medicine not recognised', 'Only a class named') then medicine
        else 'In no local group'
    end
from (select medicine_list, any_value(medicine) as medicine from edition.list_medicine group by medicine_list) as listed
where medicine_list not in (select medicine_list from edition.list_class_medicine where class_by = 'local');

insert into edition.list_given_instead
with given as (
    select distinct medicine_list, medicine from written_medicine where "role" = 'given' and medicine is not null
),
intended as (
    select distinct medicine_list, medicine from written_medicine where "role" = 'intended' and medicine is not null
)
select not_intended.medicine_list, not_intended.medicine, not_given.medicine
from (select * from given except select * from intended) as not_intended
join (select * from intended except select * from given) as not_given using (medicine_list);

insert into edition.incident_stage
select n, unnest(case when len(stages) > 0 then stages else ['Not recorded'] end) as stage from published;

insert into edition.incident_error
select n, unnest(case when len(error_types) > 0 then error_types else ['Not recorded'] end) as error_type from published;

drop table list_without;
drop table named_medicine;
drop table written_medicine;
drop table written_list;
drop table published;
drop table enriching;
