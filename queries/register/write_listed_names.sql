-- The names of the list that was loaded last; those of an earlier one go.
delete from listed_name;
insert into listed_name
select (select max(list_id) from name_list), written, kind, medicine, bnf_code from incoming;
