-- Every record is touched.
insert into touched select source, reference from current_record;
