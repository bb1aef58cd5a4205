-- An edition: published once, read-only, pseudonymised. No narrative; source references only for moderate harm and above.

create table edition (
    edition_id integer not null,
    format integer not null,
    product_version varchar not null,
    published_at timestamp not null,
    made_up boolean not null,
    filling_up_days integer not null,
    trust_name varchar not null
);

-- One row an incident, numbered by date of incident.
create table incident (
    n integer not null,
    source varchar not null,
    reference varchar,
    occurred_earliest date,
    occurred_latest date,
    occurred_precision varchar not null,
    reported_on date,
    site varchar not null,
    division varchar not null,
    location varchar not null,
    harm_level varchar not null,
    psychological_harm varchar not null,
    first_harm_level varchar not null,
    near_miss boolean,
    reporter_group varchar not null,
    status varchar not null
);

create table incident_medicine (n integer not null, medicine varchar not null, drug_class varchar, bnf_section varchar);
create table incident_class (n integer not null, drug_class varchar not null);
create table incident_high_risk (n integer not null, high_risk varchar not null);
create table incident_stage (n integer not null, stage varchar not null);
create table incident_error (n integer not null, error_type varchar not null);

create table bed_days (month date not null, site varchar not null, division varchar not null, location varchar not null, bed_days double not null);

-- The calendar of coverage: which source a site's month is counted from, and whether the whole month is covered.
create table coverage (site varchar not null, month date not null, source varchar not null, whole_month boolean not null);

create table extract (
    import_id integer not null,
    source varchar not null,
    file_name varchar not null,
    sha256 varchar not null,
    as_at date not null,
    uploaded_at timestamp not null,
    covers_from date,
    covers_until date,
    rows_accepted integer not null
);

create table record_not_counted (
    source varchar not null,
    month date,
    counted_from varchar,
    is_linked boolean not null,
    records bigint not null
);

create table unplaced_word (field varchar not null, words bigint not null, row_count bigint not null);

create table dated_record (
    kind varchar not null,
    dated_on date not null,
    label varchar not null,
    reason varchar not null,
    owner varchar not null,
    site varchar,
    division varchar,
    drug_class varchar
);

create type asked as struct(
    "from" date,
    until date,
    basis varchar,
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

-- The one meaning of the filter. `dated_on` is the day on the basis that is asked (NULL where only the year is known, or
-- nothing); an incident whose year alone is known is in a period that holds its whole year.
create macro selected_incident(asked) as table
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
        or n in (select c.n from incident_class as c where list_contains(asked['drug_class'], c.drug_class))
    )
    and (
        asked['medicine'] is null
        or n in (select m.n from incident_medicine as m where list_contains(asked['medicine'], m.medicine))
    )
    and (
        asked['high_risk'] is null
        or n in (select h.n from incident_high_risk as h where list_contains(asked['high_risk'], h.high_risk))
    )
    and (
        asked['stage'] is null
        or n in (select s.n from incident_stage as s where list_contains(asked['stage'], s.stage))
    )
    and (
        asked['error_type'] is null
        or n in (select e.n from incident_error as e where list_contains(asked['error_type'], e.error_type))
    );

-- Occupied bed days of the places that are asked for, of months that lie wholly in the period: part of a month's
-- incidents over all of its bed days would be no rate. Filters on what an incident is do not narrow a denominator.
create macro selected_bed_days(asked) as table
select *
from bed_days
where (asked['from'] is null or month >= asked['from'])
    and (asked['until'] is null or last_day(month) <= asked['until'])
    and (asked['site'] is null or list_contains(asked['site'], site))
    and (asked['division'] is null or list_contains(asked['division'], division))
    and (asked['location'] is null or list_contains(asked['location'], location));

-- The calendar of coverage for the sites and the period that are asked for.
create macro selected_coverage(asked) as table
select *
from coverage
where (asked['from'] is null or month >= date_trunc('month', asked['from']::date))
    and (asked['until'] is null or month <= asked['until'])
    and (asked['site'] is null or list_contains(asked['site'], site));

-- The order of harm levels: least first, what has no grade last.
create macro harm_order(level) as
    list_position(['No harm', 'Low', 'Moderate', 'Severe', 'Fatal', 'Not recorded', 'Not applicable'], level);

-- 95 % limits of a Poisson count: exact below 10, Byar's approximation from 10 on (the method of the Office for Health
-- Improvement and Disparities). The exact limits are half the 2.5 % point of chi-squared with 2x degrees of freedom and
-- half its 97.5 % point with 2x + 2.
create macro lower_count(x) as
    case
        when x < 10 then [
            0.0, 0.02531780798429, 0.242209278543965, 0.618672122895601, 1.089865373626325,
            1.623486390118421, 2.201894253490851, 2.814363051519865, 3.453832176748501, 4.115373097378334
        ][x::integer + 1]
        else x * pow(1 - 1 / (9.0 * x) - 1.959963984540054 / (3 * sqrt(x)), 3)
    end;
create macro upper_count(x) as
    case
        when x < 10 then [
            3.688879454113935, 5.571643390938898, 7.22468766772396, 8.767273069742323, 10.241588675403694,
            11.66833207932267, 13.059474022518685, 14.422675361702376, 15.763189220193313, 17.084803451419166
        ][x::integer + 1]
        else (x + 1) * pow(1 - 1 / (9.0 * (x + 1)) + 1.959963984540054 / (3 * sqrt(x + 1)), 3)
    end;
