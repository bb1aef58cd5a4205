-- Incidents that the register knows for what a listing covers and that the listing does not hold: neither as an incident
-- nor as a row that was left out. What was first reported after the listing was run cannot be in it; what a newer
-- listing has spoken of is its business; and what was decided to be kept before is not asked again.
with missing as materialized (
    select current_record.reference, current_record.month, current_record.revision_id
    from current_record
    join resolved on resolved.revision_id = current_record.revision_id
    join live_import on live_import.import_id = resolved.import_id
    where current_record.source = $source
        and current_record.standing = 'stands'
        and resolved.occurred_precision = 'day'
        and resolved.occurred_earliest between $covers_from::date and $covers_until::date
        and (len($sites::varchar[]) = 0 or list_contains($sites::varchar[], resolved.site))
        and live_import.as_at <= $as_at::date
        and coalesce(current_record.first_reported_on, resolved.occurred_earliest) <= $as_at::date
        and current_record.reference not in (select reference from incoming_reference)
        and current_record.reference not in (
            select gone_decision.reference
            from gone_decision
            join live_import as decided_in on decided_in.import_id = gone_decision.import_id
            where gone_decision.source = $source and decided = 'kept'
        )
),
listed as (
    select * from missing order by month desc, reference limit $listed
)
select
    listed.reference,
    listed.month,
    resolved.site,
    resolved.location,
    current_record.harm_level,
    coalesce(resolved.status, 'Not recorded') as status,
    current_record.counts,
    (select count(*) from missing) as total
from listed
join current_record on current_record.source = $source and current_record.reference = listed.reference
join resolved on resolved.revision_id = listed.revision_id
order by listed.month desc, listed.reference;
