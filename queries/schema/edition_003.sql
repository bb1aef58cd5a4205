-- Format 3: what the medicines of an incident say stands with the distinct list of them and not with each incident (a
-- million incidents have some thousand lists), and it is classed in five ways. Given and intended medicines as pairs.

alter table incident add column medicine_list integer;
drop table incident_medicine;
drop table incident_class;
drop table incident_high_risk;

create table list_medicine (
    medicine_list integer not null,
    medicine varchar not null,
    drug_class varchar,
    bnf_section varchar
);

-- class_by: 'curated', 'section', 'chapter', 'high_risk', 'local'. A list that is in no class has a word that says why.
create table list_class (medicine_list integer not null, class_by varchar not null, drug_class varchar not null);
create table list_class_medicine (
    medicine_list integer not null,
    class_by varchar not null,
    drug_class varchar not null,
    medicine varchar not null
);

-- Every medicine that was given and not intended, with every one that was intended and not given.
create table list_given_instead (medicine_list integer not null, given varchar not null, intended varchar not null);

create view incident_medicine as
select n, medicine, drug_class, bnf_section from incident join list_medicine using (medicine_list);
create view incident_class as
select n, class_by, drug_class from incident join list_class using (medicine_list);
create view incident_list as
select n, medicine_list from incident;
create view list_high_risk as
select medicine_list, drug_class as high_risk from list_class where class_by = 'high_risk';
create view given_instead as
select n, given, intended from incident join list_given_instead using (medicine_list);

-- The classes of each list in the classing that is asked for, and the medicines inside them. Questions about classes join
-- them to `selected_list`.
create macro selected_class(asked) as table
select medicine_list, drug_class from list_class where class_by = asked['class_by'];
create macro selected_class_medicine(asked) as table
select medicine_list, drug_class, medicine from list_class_medicine where class_by = asked['class_by'];

drop type asked;
create type asked as struct(
    "from" date,
    until date,
    basis varchar,
    class_by varchar,
    site varchar[],
    division varchar[],
    location varchar[],
    drug_class varchar[],
    medicine varchar[],
    high_risk varchar[],
    stage varchar[],
    error_type varchar[],
    harm varchar[],
    reporter_group varchar[],
    source varchar[]
);

-- The one meaning of the filter, as in format 1, with classes of the classing that is asked for.
create or replace macro selected_incident(asked) as table
select
    incident.*,
    case
        when asked['basis'] = 'reported' then reported_on
        when occurred_precision = 'day' then occurred_earliest
    end as dated_on,
    case when asked['basis'] = 'reported' then reported_on else occurred_earliest end as dated_earliest,
    case when asked['basis'] = 'reported' then reported_on else occurred_latest end as dated_latest
from incident
where (
        asked['from'] is null
        or case when asked['basis'] = 'reported' then reported_on else occurred_earliest end >= asked['from']
    )
    and (
        asked['until'] is null
        or case when asked['basis'] = 'reported' then reported_on else occurred_latest end <= asked['until']
    )
    and (asked['site'] is null or list_contains(asked['site'], site))
    and (asked['division'] is null or list_contains(asked['division'], division))
    and (asked['location'] is null or list_contains(asked['location'], location))
    and (asked['harm'] is null or list_contains(asked['harm'], harm_level))
    and (asked['reporter_group'] is null or list_contains(asked['reporter_group'], reporter_group))
    and (asked['source'] is null or list_contains(asked['source'], source))
    and (
        asked['drug_class'] is null
        or medicine_list in (
            select c.medicine_list
            from list_class as c
            where c.class_by = asked['class_by'] and list_contains(asked['drug_class'], c.drug_class)
        )
    )
    and (
        asked['medicine'] is null
        or medicine_list in (
            select m.medicine_list from list_medicine as m where list_contains(asked['medicine'], m.medicine)
        )
    )
    and (
        asked['high_risk'] is null
        or medicine_list in (
            select h.medicine_list
            from list_class as h
            where h.class_by = 'high_risk' and list_contains(asked['high_risk'], h.drug_class)
        )
    )
    and (
        asked['stage'] is null
        or n in (select s.n from incident_stage as s where list_contains(asked['stage'], s.stage))
    )
    and (
        asked['error_type'] is null
        or n in (select e.n from incident_error as e where list_contains(asked['error_type'], e.error_type))
    );

-- The incidents that are asked for, each with the list of its medicines.
create macro selected_list(asked) as table
select * from selected_incident(asked);
