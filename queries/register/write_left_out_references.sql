-- References that this import leaves out altogether, and why.
insert into left_out_reference
select $import_id::integer, $source::varchar, reference, revision, standing from incoming;
