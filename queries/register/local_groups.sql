-- The trust's own groups of medicines.
select group_name, list(medicine order by medicine) as medicines from local_group group by group_name order by group_name;
