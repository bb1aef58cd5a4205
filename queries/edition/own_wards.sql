-- What is left of an edition for a ward link (whose wards are `own_ward`): tables of the cursor's own that stand before the edition's of the same names, so that
-- every question, macro and view reads these. What is of the whole trust and cannot be narrowed is empty here. A break or annotation
-- stays where it is of the whole trust or of a site or division of the wards. Nothing of this is written anywhere.

create temp table incident as
select * from main.incident where location in (select location from own_ward);

create temp table incident_stage as
select * from main.incident_stage where n in (select n from incident);

create temp table incident_error as
select * from main.incident_error where n in (select n from incident);

create temp table bed_days as
select * from main.bed_days where location in (select location from own_ward);

create temp table activity as
select * from main.activity where location in (select location from own_ward);

create temp table own_place as
select site, division from incident
union
select site, division from bed_days
union
select site, division from activity;

create temp table coverage as
select * from main.coverage where site in (select site from own_place);

create temp table coverage_calendar as
select * from main.coverage_calendar where site in (select site from own_place);

create temp table dated_record as
select *
from main.dated_record
where (site is null or site in (select site from own_place))
    and (division is null or division in (select division from own_place));

create temp table list_medicine as
select * from main.list_medicine where medicine_list in (select medicine_list from incident);

create temp table list_class as
select * from main.list_class where medicine_list in (select medicine_list from incident);

create temp table list_class_medicine as
select * from main.list_class_medicine where medicine_list in (select medicine_list from incident);

create temp table list_given_instead as
select * from main.list_given_instead where medicine_list in (select medicine_list from incident);

create temp table record_not_counted as
select * from main.record_not_counted limit 0;

create temp table unplaced_word as
select * from main.unplaced_word limit 0;

create temp table restatement as
select * from main.restatement limit 0;

create temp table regrade as
select * from main.regrade limit 0;
