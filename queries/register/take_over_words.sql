-- Words as another register held them.
insert into placed_word
select field, source, written, word_key(written), means, placed_at::timestamp, placed_by, null from incoming;
