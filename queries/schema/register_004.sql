-- Format 4: the time of day of an incident and what is recorded of the duty of candour. Words stored before say nothing of
-- either: they hold no time, and candour stands as not in the extract, so that nothing is flagged that was never looked at.
-- The highest number ever given to an incident is remembered, so that an undo never frees one.

alter table revision add column occurred_time time;
alter table revision add column duty_of_candour varchar default 'Not in the extract';
update revision set duty_of_candour = 'Not in the extract';

-- Where numbers were given before, one for each new record: there are never more of them than words.
alter table store add column highest_n integer default 0;
update store
set highest_n = case
    when exists (select 1 from current_record)
    then greatest((select max(n) from current_record), (select max(revision_id) from revision))
    else 0
end;

update store set format = 4;
