-- The records that are to go, as `incoming` names them.
create or replace temp table to_erase as
select distinct source, reference from incoming;
