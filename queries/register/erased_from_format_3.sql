-- Lists of medicines that no incident of an edition has any more go out of it; from format 3 on.
delete from edition.list_medicine where medicine_list not in (select medicine_list from edition.incident);
delete from edition.list_class where medicine_list not in (select medicine_list from edition.incident);
delete from edition.list_class_medicine where medicine_list not in (select medicine_list from edition.incident);
delete from edition.list_given_instead where medicine_list not in (select medicine_list from edition.incident);
