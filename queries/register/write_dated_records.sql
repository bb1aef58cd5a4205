-- Annotations and breaks that an edition is drawn with, and the switch from NRLS to LFPSE: on the day that the trust
-- names, else in the first month that is counted from another source after months counted from NRLS.
insert into edition.dated_record
select kind, dated_on, label, reason, owner, site, division, drug_class, evidence, recorded_by, recorded_on, action
from (
    select kind, dated_on, label, reason, owner, site, division, drug_class, evidence, recorded_by, recorded_on, action
    from incoming
    union all
    select
        'break',
        switched_on,
        'NRLS to LFPSE',
        'The form and the definitions of harm changed: figures before and after are not comparable.',
        '',
        null,
        null,
        null,
        'NHS England: Learn from patient safety events took the place of the NRLS.',
        '',
        null,
        null
    from (
        select coalesce(
            $switch_on::date,
            (
                select min(later.month)
                from counting_source_now as later
                where later.source = 'lfpse'
                    and exists (
                        select 1 from counting_source_now as earlier
                        where earlier.source = 'nrls' and earlier.month < later.month
                    )
            )
        ) as switched_on
    )
    where switched_on is not null
)
order by dated_on, label;
