-- The first import of all: every incident has the one word that was just written, and nothing to compare it with.
create or replace temp table after_record as
select
    resolved.source,
    resolved.reference,
    resolved.revision_id,
    standing,
    if(standing = 'stands', harm_level, 'Not recorded') as first_harm_level,
    harm_level,
    reported_on as first_reported_on,
    case when occurred_precision = 'day' then date_trunc('month', occurred_earliest)::date end as month,
    site,
    null::varchar as incident_group
from resolved
join live_import on live_import.import_id = resolved.import_id;
