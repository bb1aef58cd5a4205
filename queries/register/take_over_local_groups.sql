-- Groups of medicines as another register held them.
insert into local_group select group_name, medicine, kept_at::timestamp, kept_by from incoming;
