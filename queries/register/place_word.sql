-- A word is placed. An earlier answer for it stays, overruled.
insert into placed_word values ($field, $source, $written, word_key($written), $means, $now, $who, null);
