-- The incidents go out of an edition of format 1 or 2.
delete from edition.incident_medicine where n in (select n from erased_now);
delete from edition.incident_class where n in (select n from erased_now);
delete from edition.incident_high_risk where n in (select n from erased_now);
