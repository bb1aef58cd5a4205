-- Coded fields with words that no code list knows; incidents that hold them count as not recorded there.
--
-- asks:
-- returns: field, words, row_count

select field, words, row_count from unplaced_word order by field;
