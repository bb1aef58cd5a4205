-- The first import of all: every incident has the one word that was just written and counts, and every month is new.
insert into current_record
select
    revision_id::integer, source, reference, revision_id, standing, harm_level, harm_level, reported_on,
    case when occurred_precision = 'day' then date_trunc('month', occurred_earliest)::date end, site, null, true
from resolved;

update store set highest_n = coalesce((select max(n) from current_record), 0);

insert into counting_source_now select site, month, source, whole_month from counting_source;

insert into restatement
select
    this_act.import_id, this_act.act, this_act.happened_at, month,
    if(month is null, 'without a full date', 'first covered by this extract'), count(*)::integer
from current_record, this_act
group by all;

-- An edition that was published before (of a list of medicines, a setting) holds none of these: the next is no copy of it.
delete from published_from;

delete from this_act;
delete from touched;
