-- Names that were confirmed in another register, each with the key by which this version tells writings apart.
insert into confirmed_name
select written, word_key, medicines, confirmed_at::timestamp, confirmed_by, null from incoming;
