-- Format 5: the time of day of an incident where one was written, and what its extract says of the duty of candour
-- ('Recorded as applying', 'Recorded as not applying', 'Not recorded', 'Not in the extract').

alter table incident add column occurred_time time;
alter table incident add column duty_of_candour varchar;

-- The incidents that are asked for, with what only this format says of them.
create macro selected_with_time_and_candour(asked) as table
select * from selected_incident(asked);

-- What an incident says of itself in words: for each one of `chosen` (the name of a table or CTE of `selected_list`) its medicines,
-- classes, stages and error types put together. Words are looked up for the chosen ones alone.
create macro described_incident(asked, chosen) as table
with medicines_of as (
    select medicine_list, string_agg(distinct medicine, ', ' order by medicine) as medicines
    from list_medicine
    where medicine_list in (select medicine_list from query_table(chosen))
    group by medicine_list
),
classes_of as (
    select medicine_list, string_agg(distinct drug_class, '; ' order by drug_class) as drug_classes
    from selected_class(asked)
    where medicine_list in (select medicine_list from query_table(chosen))
    group by medicine_list
),
stages_of as (
    select n, string_agg(distinct stage, '; ' order by stage) as stages
    from incident_stage
    where n in (select n from query_table(chosen))
    group by n
),
errors_of as (
    select n, string_agg(distinct error_type, '; ' order by error_type) as error_types
    from incident_error
    where n in (select n from query_table(chosen))
    group by n
)
select
    n,
    reference,
    source,
    dated_on,
    dated_earliest,
    coalesce(year(dated_earliest)::varchar, 'Not recorded') as year,
    harm_level,
    site,
    division,
    location,
    medicines,
    drug_classes,
    stages,
    error_types,
    reporter_group,
    status
from query_table(chosen)
left join medicines_of using (medicine_list)
left join classes_of using (medicine_list)
left join stages_of using (n)
left join errors_of using (n);

-- In a reading sample: all of the first, 100 of the others.
create macro stratum(harm_level) as
    case when harm_level in ('Severe', 'Fatal') then 1 when harm_level = 'Moderate' then 2 else 3 end;

-- Incidents of an omitted or a delayed dose, each once.
create view late_dose as
select n, bool_or(error_type = 'Omitted dose') as omitted, bool_or(error_type = 'Delayed dose') as delayed
from incident_error
where error_type in ('Omitted dose', 'Delayed dose')
group by n;

-- Lists of medicines that name none, or none that is recognised.
create view list_not_known as
select medicine_list
from list_class
where class_by = 'curated' and drug_class in ('No medicine named', 'Medicine not recognised');
