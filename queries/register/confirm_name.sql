-- What a writing means, by a person. An earlier answer for it stays, taken back (take_back_name.sql).
insert into confirmed_name values ($written, $word_key, $medicines, $now, $who, null);
