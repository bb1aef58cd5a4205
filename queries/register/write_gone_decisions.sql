-- What was decided about incidents that are gone from a listing that covers them.
insert into gone_decision select $import_id, $source, reference, decided, reason from incoming;
