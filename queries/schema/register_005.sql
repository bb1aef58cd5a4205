-- Format 5: free text about incidents, where a source's is kept, and what an import held of personal details, by column and
-- kind: a number of rows and no value. Extracts stored before kept no free text, and nobody counted.

alter table imports add column narrative varchar default 'left out';
update imports set narrative = 'left out';

-- Each text of what one import says of an incident, under the heading of its column and in the order of the
-- columns. It is in no edition and in no pack.
create table narrative (revision_id bigint not null, position integer not null, heading varchar not null, "text" varchar not null);
create table import_identifier (import_id integer not null, heading varchar not null, kind varchar not null, row_count integer not null);

-- Records whose text was redacted by hand: a later extract would bring back what was taken out, and so adds none to them.
create table narrative_redaction (
    source varchar not null,
    reference varchar not null,
    redacted_at timestamp not null,
    redacted_by varchar not null
);

update store set format = 5;
