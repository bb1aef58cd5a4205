-- Format 4: how series are judged (the trust's rule set, and from which share a month counts as complete), and for each
-- break who recorded it, when, and what it rests on.

alter table edition add column rule_set varchar;
alter table edition add column complete_from_percent integer;
alter table dated_record add column evidence varchar;
alter table dated_record add column recorded_by varchar;
alter table dated_record add column recorded_on date;

create view how_judged as
select rule_set, complete_from_percent from edition;
create view what_happened as
select * from dated_record;
