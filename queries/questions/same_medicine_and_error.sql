-- Incidents that are one of many of the same medicine and the same error within some days, as the rule says how many and how few days
-- (the first and the last counted): one row an incident, medicine and error. `incidents` is the most of them in such days that hold this
-- one. What names no medicine or no certain error is like nothing else. Dated as in to_escalate_by_harm, but for those without any date.
--
-- asks: asked, rules
-- returns: n, reference, source, dated_on, by_report, harm_level, medicines, error_types, location, status, medicine, error_type, incidents

with dated as (
    select
        * replace (coalesce(if(occurred_precision = 'day', occurred_earliest, null), reported_on) as dated_on),
        occurred_precision <> 'day' and reported_on is not null as by_report
    from selected_list($asked)
),
recent as (
    -- An older one can be the first of many, and is not listed itself.
    select *, dated_on >= (select max(as_at) from extract) - $rules['alike_look_back'] as is_listed
    from dated
    where dated_on >= (select max(as_at) from extract) - $rules['alike_look_back'] - $rules['days']
),
alike as (
    select distinct recent.n, recent.dated_on, recent.is_listed, list_medicine.medicine, incident_error.error_type
    from recent
    join list_medicine using (medicine_list)
    join incident_error using (n)
    where list_medicine.medicine not in ('No medicine named', 'Medicine not recognised', 'Only a class named')
        and incident_error.error_type not in ('Other', 'Not known', 'Not recorded')
),
ending_here as (
    select
        *,
        count(*) over (
            partition by medicine, error_type order by dated_on
            range between to_days(($rules['days'] - 1)::integer) preceding and current row
        ) as until_here
    from alike
),
met as (
    select
        *,
        max(until_here) over (
            partition by medicine, error_type order by dated_on
            range between current row and to_days(($rules['days'] - 1)::integer) following
        ) as incidents
    from ending_here
    qualify is_listed and incidents >= $rules['many']
),
chosen as (
    select * from recent where n in (select n from met)
)
select
    n,
    coalesce(described.reference, '') as reference,
    described.source,
    described.dated_on,
    chosen.by_report,
    described.harm_level,
    described.medicines,
    described.error_types,
    described.location,
    described.status,
    met.medicine,
    met.error_type,
    met.incidents
from described_incident($asked, 'chosen') as described
join chosen using (n)
join met using (n)
order by described.dated_on, n, met.medicine, met.error_type;
