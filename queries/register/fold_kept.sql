-- The change is kept: records before it go, records after it stand, and what it changed is remembered for the next edition.
insert into changed_since_edition
select n from compared where counts_before and exists (select 1 from published_from);

create or replace temp table highest as
select highest_n as n from store;

-- Older editions hold these under their numbers, which are never given again.
insert into former_number
select n, source, reference
from compared, this_act
where n is not null and standing_after is null and this_act.act not in ('erasure', 'purge');

delete from current_record
where exists (
    select 1 from compared
    where compared.n is not null and compared.source = current_record.source and compared.reference = current_record.reference
);

insert into current_record
select
    n, source, reference, revision_id, standing_after, first_harm_level, harm_after, first_reported_on, month_after, site_after,
    incident_group, counts_after
from compared
where n is not null and standing_after is not null;

insert into current_record
select
    (highest.n + row_number() over ())::integer,
    source, reference, revision_id, standing_after, first_harm_level, harm_after, first_reported_on, month_after, site_after,
    incident_group, counts_after
from compared, highest
where compared.n is null;

-- Never given twice, whatever an undo takes out of the records.
update store set highest_n = greatest(highest_n, coalesce((select max(n) from current_record), 0));

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
drop table highest;
drop table weighed;
drop table counting_source_after;
