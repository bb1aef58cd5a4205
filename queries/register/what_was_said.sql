-- What was said, before anything is worked out from it: every opening of the register defines this much.

-- How written words are compared: case, spaces, punctuation and accents do not matter.
create or replace temp macro word_key(written) as regexp_replace(lower(strip_accents(written)), '[^a-z0-9]+', '', 'g');
create or replace temp macro place_key(written) as lower(trim(written));

-- In the order in which their words count: by as-at date, then by number.
create or replace temp view live_import as
select *, row_number() over (order by as_at, import_id) as place_in_order from imports where undone_at is null;

-- What people have confirmed of names: one answer for each key, because a new one takes the one before back.
create or replace temp view live_confirmed_name as
select word_key, written, medicines, confirmed_by, confirmed_at from confirmed_name where removed_at is null;
