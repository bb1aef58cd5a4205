-- The incidents go out of an edition of any format, and it takes its new number. A site that they alone had is no site of it any more:
-- its name is one of their words.
create or replace temp table erased_site as
select distinct incident.site from edition.incident semi join erased_now on erased_now.n = incident.n;

delete from edition.incident_stage where n in (select n from erased_now);
delete from edition.incident_error where n in (select n from erased_now);
delete from edition.incident where n in (select n from erased_now);

delete from erased_site
where site in (select site from edition.incident) or site in (select site from edition.bed_days);

delete from edition.coverage where site in (select site from erased_site);

update edition.edition set edition_id = $edition_id;
