-- The change is kept: records before it go, records after it stand, and what it changed is remembered for the next edition.
insert into changed_since_edition
select n from compared where counts_before and exists (select 1 from published_from);

delete from current_record
where exists (
    select 1 from compared
    where compared.n is not null and compared.source = current_record.source and compared.reference = current_record.reference
);

insert into current_record
select
    coalesce(
        compared.n,
        (select coalesce(max(n), 0) from current_record)
        + (select coalesce(max(n), 0) from compared)
        + row_number() over (partition by compared.n is null order by weighed.month, weighed.source, weighed.revision_id)
    )::integer,
    weighed.source,
    weighed.reference,
    weighed.revision_id,
    weighed.standing,
    weighed.first_harm_level,
    weighed.harm_level,
    weighed.first_reported_on,
    weighed.month,
    weighed.site,
    weighed.incident_group,
    weighed.counts
from weighed
left join compared on compared.source = weighed.source and compared.reference = weighed.reference;

insert into changed_since_edition
select n
from current_record
semi join weighed on weighed.source = current_record.source and weighed.reference = current_record.reference
where counts and exists (select 1 from published_from);

delete from counting_source_now;
insert into counting_source_now select site, month, source, whole_month from counting_source_after;
delete from touched;
delete from this_act;
drop table compared;
drop table weighed;
drop table counting_source_after;
