-- The records of `to_erase` go out of everything that the register keeps of incidents. The rows of each import stay accounted for:
-- what was accepted then counts as left out from now on. The numbers that the incidents had are kept, so that editions can be
-- written again without them. `erasing` says why, when, what is kept, and by which names other records point at these.
insert into erased_number
with numbered as (
    select n, source, reference from current_record
    union
    select n, source, reference from former_number
),
theirs as (
    select numbered.n
    from numbered
    semi join to_erase on to_erase.source = numbered.source and to_erase.reference = numbered.reference
)
select
    n,
    (select why from erasing),
    (select kept_from from erasing),
    (
        select min(uploaded_at)
        from imports
        where import_id in (
            select import_id
            from revision
            semi join to_erase on to_erase.source = revision.source and to_erase.reference = revision.reference
        )
    ),
    (select happened_at from erasing),
    false
from (
    select n from theirs
    union all
    -- A record that never counted has no number, and its bytes have to go all the same. 0 is no incident's.
    select 0 where not exists (from theirs) and exists (from to_erase)
);

create or replace temp table erased_revision as
select revision.*
from revision
semi join to_erase on to_erase.source = revision.source and to_erase.reference = revision.reference;

-- A word of the officer's (withdrawn) was no row of the listing.
create or replace temp table erased_rows as
select import_id, sum(row_count)::integer as row_count
from erased_revision
where standing <> 'withdrawn'
group by import_id;

update imports
set rows_accepted = rows_accepted - erased_rows.row_count, rows_left_out = rows_left_out + erased_rows.row_count
from erased_rows
where erased_rows.import_id = imports.import_id;

insert into left_out
select import_id, if((select why from erasing) = 'purge', 'purged later', 'erased later'), row_count from erased_rows;

delete from revision
where exists (
    select 1 from to_erase where to_erase.source = revision.source and to_erase.reference = revision.reference
);
delete from left_out_reference
where exists (
    select 1 from to_erase
    where to_erase.source = left_out_reference.source and to_erase.reference = left_out_reference.reference
);
delete from gone_decision
where exists (
    select 1 from to_erase where to_erase.source = gone_decision.source and to_erase.reference = gone_decision.reference
);
delete from former_number
where exists (
    select 1 from to_erase where to_erase.source = former_number.source and to_erase.reference = former_number.reference
);

-- Records that stay do not point at what is gone.
update revision
set link_references = list_filter(link_references, lambda named: not list_contains(erasing.names, upper(named))),
    points_to = list_filter(points_to, lambda named: not list_contains(erasing.names, upper(named)))
from erasing
where len(erasing.names) > 0
    and list_has_any(list_transform(list_concat(link_references, points_to), lambda named: upper(named)), erasing.names);

-- Words that nothing else holds.
create or replace temp table erased_word as
select import_id, source, row_count, unnest(unplaced, recursive := true) from erased_revision where len(unplaced) > 0
union all
select import_id, source, row_count, 'status', status from erased_revision where status is not null;

create or replace temp table word_still_held as
with kept as (
    select import_id, source, unnest(unplaced, recursive := true) from revision where len(unplaced) > 0
    union all
    select import_id, source, 'status', status from revision where status is not null
)
select distinct kept.import_id, kept.source, kept.field, word_key(kept.written) as word_key
from kept
semi join erased_word on erased_word.field = kept.field and word_key(erased_word.written) = word_key(kept.written);

delete from unplaced_word
where exists (
        select 1 from erased_word
        where erased_word.import_id = unplaced_word.import_id
            and erased_word.field = unplaced_word.field
            and word_key(erased_word.written) = word_key(unplaced_word.written)
    )
    and not exists (
        select 1 from word_still_held
        where word_still_held.import_id = unplaced_word.import_id
            and word_still_held.field = unplaced_word.field
            and word_still_held.word_key = word_key(unplaced_word.written)
    );

update unplaced_word
set row_count = greatest(1, unplaced_word.row_count - fewer.row_count)
from (
    select import_id, field, word_key(written) as word_key, sum(row_count)::integer as row_count
    from erased_word
    group by all
) as fewer
where fewer.import_id = unplaced_word.import_id
    and fewer.field = unplaced_word.field
    and fewer.word_key = word_key(unplaced_word.written);

-- What a person placed goes too, where nothing says the word any more: a word can be a name.
delete from placed_word
where exists (
        select 1 from erased_word
        where erased_word.field = placed_word.field
            and erased_word.source = placed_word.source
            and word_key(erased_word.written) = placed_word.word_key
    )
    and not exists (
        select 1 from word_still_held
        where word_still_held.field = placed_word.field
            and word_still_held.source = placed_word.source
            and word_still_held.word_key = placed_word.word_key
    );

create or replace temp table erased_medicine as
with theirs as (
    select distinct unnest(medicines, recursive := true) from erased_revision
),
kept as (
    select distinct unnest(medicines, recursive := true) from revision
)
select distinct theirs.written, word_key(theirs.written) as word_key
from theirs
anti join kept on kept.written = theirs.written;

delete from medicine_name where written in (select written from erased_medicine);
delete from medicine_reread where written in (select written from erased_medicine);
delete from confirmed_name
where word_key in (select word_key from erased_medicine)
    and word_key not in (select medicine_name.word_key from medicine_name where medicine_name.word_key is not null);

insert into touched select source, reference from to_erase;
