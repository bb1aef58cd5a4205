-- Format 7: what an extract's own field says of a Never Event, and whether it holds a Yellow Card reference (never the reference). Words
-- stored before say nothing of either: they stand as not in the extract, so that nothing is suggested that was never looked at.

alter table revision add column never_event varchar default 'Not in the extract';
alter table revision add column yellow_card varchar default 'Not in the extract';
update revision set never_event = 'Not in the extract', yellow_card = 'Not in the extract';

update store set format = 7;
