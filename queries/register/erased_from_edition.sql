-- The incidents go out of an edition of any format, and it takes its new number.
delete from edition.incident_stage where n in (select n from erased_now);
delete from edition.incident_error where n in (select n from erased_now);
delete from edition.incident where n in (select n from erased_now);
update edition.edition set edition_id = $edition_id;
