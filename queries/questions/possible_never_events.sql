-- Incidents that the extract records as a Never Event (then `item` is 0), and those whose medicine and error together can be an item of
-- the list of Never Events, unless the extract records that they are none: one row an incident and item. Dated as in to_escalate_by_harm.
--
-- asks: asked, never_events, rules
-- returns: n, reference, source, dated_on, by_report, harm_level, medicines, error_types, location, status, item

with dated as (
    select
        * replace (coalesce(if(occurred_precision = 'day', occurred_earliest, null), reported_on) as dated_on),
        occurred_precision <> 'day' and reported_on is not null as by_report,
        coalesce(if(occurred_precision = 'day', occurred_earliest, null), reported_on, occurred_latest) as at_latest
    from selected_with_never_event_and_yellow_card($asked)
),
listed as (
    select unnest($never_events, recursive := true)
),
list_of_item as (
    -- Of the few lists of medicines and not of each incident.
    select distinct lists.medicine_list, listed.item, listed.error_type, listed.stage
    from (select distinct medicine_list from incident) as lists
    join listed
        on listed."by" = 'any'
            or (
                listed."by" = 'medicine'
                and (lists.medicine_list, listed.value) in (select (medicine_list, medicine) from list_medicine)
            )
            or (lists.medicine_list, listed."by", listed.value) in (
                select (medicine_list, class_by, drug_class) from list_class
            )
),
recent as (
    select n, medicine_list
    from dated
    where (at_latest is null or at_latest >= (select max(as_at) from extract) - $rules['never_events_look_back'])
        and never_event is distinct from 'Recorded as not a Never Event'
        and medicine_list in (select medicine_list from list_of_item)
),
can_be as (
    select recent.n, list_of_item.item
    from recent
    join list_of_item using (medicine_list)
    join incident_error on incident_error.n = recent.n and incident_error.error_type = list_of_item.error_type
    where list_of_item.stage = '' or (recent.n, list_of_item.stage) in (select (n, stage) from incident_stage)
),
met as (
    select distinct n, item from can_be
    union all
    select dated.n, 0
    from dated
    join (select unnest($rules['by_value'], recursive := true)) as by_value
        on by_value.looks_at = 'never_event' and by_value.value = dated.never_event
    where at_latest is null or at_latest >= (select max(as_at) from extract) - by_value.looks_back
),
chosen as (
    select * from dated where n in (select n from met)
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
    met.item
from described_incident($asked, 'chosen') as described
join chosen using (n)
join met using (n)
order by described.dated_on nulls first, n, met.item;
