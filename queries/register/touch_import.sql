-- The references that an import speaks of are touched.
insert into touched
select source, reference from revision where import_id = $import_id
union
select source, reference from left_out_reference where import_id = $import_id;
