-- Format 4: views that people saved, and what the team marks as it reads.

-- A page with what it is asked. `query` holds the words of the URL, without a period where `preset` names one: such a view
-- moves on with the newest month. `position`: its place on the agenda, from 1; none: it is kept, and not on the agenda.
create table saved_view (
    view integer primary key autoincrement,
    name text not null,
    page text not null,
    query text not null,
    preset text,
    position integer,
    saved_at text not null,
    saved_by text not null,
    removed_at text,
    removed_by text
);

-- By the number that an incident keeps from edition to edition. No tag: the incident was read.
create table incident_mark (
    mark integer primary key autoincrement,
    n integer not null,
    tag text not null collate nocase,
    marked_at text not null,
    marked_by text not null,
    removed_at text,
    removed_by text
);

create unique index one_mark_of_an_incident on incident_mark (n, tag) where removed_at is null;
create index tag_in_use on incident_mark (tag, mark) where removed_at is null and tag <> '';

update desk set format = 4;
