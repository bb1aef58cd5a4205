-- What a writing means, by a person. An earlier answer for it stays, overruled.
insert into confirmed_name values ($written, $word_key, $medicines, $now, $who, null);
