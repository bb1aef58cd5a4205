-- The records that the next edition is written from: those that count and may have changed since the last edition, of
-- which the next one is a copy. What it says of them is taken out of it first.
create or replace temp view published_record as
select current_record.*
from current_record
semi join changed_since_edition on changed_since_edition.n = current_record.n
where counts;

delete from edition.incident where n in (select n from changed_since_edition);
delete from edition.incident_stage where n in (select n from changed_since_edition);
delete from edition.incident_error where n in (select n from changed_since_edition);
delete from edition.list_medicine where medicine_list not in (select medicine_list from edition.incident);
delete from edition.list_class where medicine_list not in (select medicine_list from edition.incident);
delete from edition.list_class_medicine where medicine_list not in (select medicine_list from edition.incident);
delete from edition.list_given_instead where medicine_list not in (select medicine_list from edition.incident);
delete from edition.bed_days;
delete from edition.activity;
delete from edition.coverage;
delete from edition.coverage_calendar;
delete from edition.extract;
delete from edition.record_not_counted;
delete from edition.unplaced_word;
delete from edition.restatement;
delete from edition.regrade;
delete from edition.dated_record;
delete from edition.edition;
