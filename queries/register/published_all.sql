-- The records that the next edition is written from: every one that counts.
create or replace temp view published_record as
select * from current_record where counts;
