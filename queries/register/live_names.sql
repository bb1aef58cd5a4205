-- What people have confirmed of names.
select written, medicines from live_confirmed_name order by word_key;
