-- Format 3: what a break rests on, and who took a dated record back.

alter table dated_record add column evidence text not null default '';
alter table dated_record add column removed_by text;

update desk set format = 3;
