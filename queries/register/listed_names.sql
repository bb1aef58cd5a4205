-- The names of the list that holds.
select listed_name.written, kind, medicine, bnf_code
from listed_name
join name_list on name_list.list_id = listed_name.list_id
where removed_at is null
order by all;
