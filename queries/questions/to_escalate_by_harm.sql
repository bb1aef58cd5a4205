-- Incidents whose harm meets a rule of escalation (fatal or severe physical harm, severe psychological harm): one row an incident and
-- rule. `dated_on` is the day of the incident; where none is known, the day of the report (`by_report`). Of the days that the rules look
-- back from the newest extract, and those without any date. A reference stands with moderate physical harm and above only.
--
-- asks: asked, rules
-- returns: n, reference, source, dated_on, by_report, harm_level, medicines, error_types, location, status, rule

with dated as (
    select
        * replace (coalesce(if(occurred_precision = 'day', occurred_earliest, null), reported_on) as dated_on),
        occurred_precision <> 'day' and reported_on is not null as by_report,
        coalesce(if(occurred_precision = 'day', occurred_earliest, null), reported_on, occurred_latest) as at_latest
    from selected_list($asked)
),
met as (
    select dated.*, by_value.rule
    from dated
    join (select unnest($rules['by_value'], recursive := true)) as by_value
        on (by_value.looks_at = 'harm_level' and by_value.value = dated.harm_level)
            or (by_value.looks_at = 'psychological_harm' and by_value.value = dated.psychological_harm)
    where at_latest is null or at_latest >= (select max(as_at) from extract) - by_value.looks_back
),
chosen as (
    select distinct on (n) * from met
)
select
    n,
    coalesce(described.reference, '') as reference,
    described.source,
    described.dated_on,
    met.by_report,
    described.harm_level,
    described.medicines,
    described.error_types,
    described.location,
    described.status,
    met.rule
from described_incident($asked, 'chosen') as described
join met using (n)
order by described.dated_on nulls first, n, met.rule;
