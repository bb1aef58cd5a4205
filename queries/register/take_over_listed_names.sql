-- The names of that list.
insert into listed_name select 1, written, kind, medicine, bnf_code from incoming;
