-- The ledger: what the change does to each month, and why. Each record is compared with itself: counted before and
-- after, in which month, at which grade. `this_act` says what is done (import, undo, words, places, coverage) and when.
create or replace temp table compared as
with before_record as (
    select current_record.*
    from current_record
    semi join (select source, reference from weighed union all select source, reference from touched) as either
        on either.source = current_record.source and either.reference = current_record.reference
)
select
    before_record.n,
    coalesce(weighed.source, before_record.source) as source,
    coalesce(weighed.reference, before_record.reference) as reference,
    before_record.standing as standing_before,
    weighed.standing as standing_after,
    coalesce(before_record.counts, false) as counts_before,
    coalesce(weighed.counts, false) as counts_after,
    before_record.month as month_before,
    weighed.month as month_after,
    before_record.harm_level as harm_before,
    weighed.harm_level as harm_after,
    weighed.site as site_after,
    weighed.revision_id,
    weighed.first_harm_level,
    weighed.first_reported_on,
    weighed.incident_group,
    coalesce(before_record.standing, left_out_before.standing) as said_before
from weighed
full join before_record on before_record.source = weighed.source and before_record.reference = weighed.reference
left join (
    select left_out_reference.source, reference, min(standing) as standing
    from left_out_reference
    join live_import on live_import.import_id = left_out_reference.import_id
    where left_out_reference.import_id <> coalesce((select import_id from this_act), 0)
    group by all
) as left_out_before
    on left_out_before.source = weighed.source and left_out_before.reference = weighed.reference;

insert into restatement
with moved as (
    select
        month_before as month,
        -1 as incidents,
        case
            when standing_after is null and this_act.act = 'erasure' then 'an incident was erased'
            when standing_after is null and this_act.act = 'purge' then 'past the time that it is kept for'
            when standing_after is null or (this_act.act = 'undo' and standing_after <> 'stands') then 'undone'
            when standing_after = 'withdrawn' then 'withdrawn'
            when standing_after = 'not a medication incident' then 're-categorised as not medication'
            when standing_after = 'rejected or a duplicate in the source system' then 'rejected in the source system'
            when standing_after <> 'stands' then 're-categorised as another kind of event'
            when counts_after then 'date of incident moved away'
            else 'counted from another system now'
        end as reason
    from compared, this_act
    where counts_before and (not counts_after or month_after is distinct from month_before)
    union all
    select
        month_after,
        1,
        case
            when this_act.act = 'undo' and standing_before <> 'stands' then 'counted again'
            when said_before = 'withdrawn' then 'in the listing again'
            when said_before = 'not a medication incident' then 're-categorised as medication'
            when said_before = 'rejected or a duplicate in the source system' then 'no longer rejected in the source system'
            when said_before = 'another kind of event (good care, risk or outcome)' then 're-categorised as an incident'
            when standing_before is null and month_after is null then 'without a full date'
            when standing_before is null and counting_source_now.source = compared.source then 'recorded late'
            when standing_before is null and counting_source_now.source is not null then 'counted from this system now'
            when standing_before is null then 'first covered by this extract'
            when counts_before then 'date of incident moved here'
            else 'counted from another system before'
        end
    from compared
    cross join this_act
    left join counting_source_now
        on counting_source_now.site = compared.site_after and counting_source_now.month = compared.month_after
    where counts_after and (not counts_before or month_after is distinct from month_before)
)
select this_act.import_id, this_act.act, this_act.happened_at, month, reason, sum(incidents)::integer
from moved, this_act
group by all;

insert into regrade
select this_act.import_id, this_act.act, this_act.happened_at, month_after, harm_before, harm_after, count(*)::integer
from compared, this_act
where counts_before and counts_after and harm_before <> harm_after
group by all;
