-- The ledger of an edition says that incidents are gone, by month and without saying which, so that it still adds up.
insert into edition.restatement
select
    null,
    erased_now.why,
    erased_now.erased_at,
    case when occurred_precision = 'day' then date_trunc('month', occurred_earliest)::date end as month,
    if(erased_now.why = 'purge', 'past the time that it is kept for', 'an incident was erased'),
    -count(*)::integer
from edition.incident
join erased_now on erased_now.n = incident.n
group by all;
