-- Format 6: what is erased, and what is kept no longer. An edition that held it is withdrawn, and another number stands for it
-- without it. Of an erased incident the register keeps its number in the editions and nothing else.

alter table publication add column withdrawn_at timestamp;
alter table publication add column replaced_by integer;
alter table publication add column withdrawn_why varchar;

-- Numbers of records that an undo took out: older editions hold the incident under them.
create table former_number (n integer not null, source varchar not null, reference varchar not null);

-- why: 'erasure' or 'purge'. kept_from: what is older is kept no longer (purge). since: when the first import that held it came.
-- done: editions, desk and files are rid of it too; until then the next start goes on.
create table erased_number (
    n integer not null,
    why varchar not null,
    kept_from date,
    since timestamp,
    erased_at timestamp not null,
    done boolean not null
);

update store set format = 6;
