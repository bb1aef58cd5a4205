-- Whether a person has placed a word or a place.
select exists (select 1 from placed_word where removed_at is null) or exists (select 1 from place) as anything_placed;
