-- Format 3: what people decide of medicines. What a writing was read as carries the key by which writings are the same, the
-- names of its BNF section and chapter, and what it was read by: a writing read by something else is to be read again.

alter table medicine_name add column word_key varchar;
alter table medicine_name add column section varchar;
alter table medicine_name add column chapter varchar;
alter table medicine_name add column read_by varchar default '';
update medicine_name set read_by = '';

-- A name confirmed once by a person: the medicines it means, none for what is not a medicine.
create table confirmed_name (
    written varchar not null,
    word_key varchar not null,
    medicines varchar[] not null,
    confirmed_at timestamp not null,
    confirmed_by varchar not null,
    removed_at timestamp
);

-- The names of an NHSBSA file that the trust loaded, beneath the curated list. The newest that is not removed holds.
create table name_list (
    list_id integer not null,
    sha256 varchar not null,
    file_name varchar not null,
    version varchar not null,
    names integer not null,
    loaded_at timestamp not null,
    loaded_by varchar not null,
    removed_at timestamp
);
create table listed_name (
    list_id integer not null,
    written varchar not null,
    kind varchar not null,
    medicine varchar not null,
    bnf_code varchar not null
);

-- Groups of medicines that the trust defines for itself.
create table local_group (
    group_name varchar not null,
    medicine varchar not null,
    kept_at timestamp not null,
    kept_by varchar not null
);

-- What reading names anew changed: what a writing was read as before and is now, in how many incidents, and why.
create table medicine_reread (
    act varchar not null,
    happened_at timestamp not null,
    written varchar not null,
    route varchar not null,
    was varchar not null,
    became varchar not null,
    incidents integer not null
);

update store set format = 3;
