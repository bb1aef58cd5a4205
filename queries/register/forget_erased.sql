-- What was worked with goes.
drop table to_erase;
drop table erased_revision;
drop table erased_rows;
drop table erased_word;
drop table word_still_held;
drop table erased_medicine;
