-- What people have confirmed of names: the newest answer for each key.
select written, medicines from live_confirmed_name order by word_key;
