-- The references that hold a word kept raw are touched.
insert into touched
select distinct source, reference
from revision
where source = $source
    and len(unplaced) > 0
    and list_contains(list_transform(unplaced, lambda w: w.field || ' ' || word_key(w.written)), $field || ' ' || word_key($written));
