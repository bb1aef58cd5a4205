-- Format 2: what an import says of an incident besides that it stands; words kept raw until they are placed; what is
-- decided about incidents, words, places and coverage, because it changes what counts; the ledger of restatements; and
-- which record of the register is which incident of the editions, kept so that an import costs what it brings.

alter table imports add column profile varchar;
alter table imports add column medication_share double;

-- Every word on an incident gets a number, in the order in which the words came.
alter table revision add column revision_id bigint;
alter table revision add column standing varchar default 'stands';
alter table revision add column unplaced struct(field varchar, written varchar)[] default [];
update revision set revision_id = rowid, standing = 'stands', unplaced = [];

-- A word of a coded column, placed once by a person.
create table placed_word (
    field varchar not null,
    source varchar not null,
    written varchar not null,
    word_key varchar not null,
    means varchar not null,
    placed_at timestamp not null,
    placed_by varchar not null,
    removed_at timestamp
);

-- A place has one name behind the names as written, and a life: opened, closed, and the division it belonged to from a day on.
create table place (
    place_id integer not null,
    name varchar not null,
    site varchar not null,
    division varchar not null,
    opened_on date,
    closed_on date,
    noted_at timestamp not null,
    noted_by varchar not null
);
create table place_name (place_id integer not null, written_site varchar not null, written_location varchar not null);
create table place_division (place_id integer not null, division varchar not null, from_day date not null);

-- The calendar of coverage as corrected by a person: a month of a source and site that is covered, or missing.
create table coverage_edit (
    source varchar not null,
    site varchar not null,
    month date not null,
    state varchar not null,
    reason varchar not null,
    edited_at timestamp not null,
    edited_by varchar not null,
    removed_at timestamp
);

-- Incidents gone from a listing that covers them, and what was decided: kept, or withdrawn (then there is a revision too).
create table gone_decision (
    import_id integer not null,
    source varchar not null,
    reference varchar not null,
    decided varchar not null,
    reason varchar not null
);

-- References that an import leaves out altogether, each with the reason: an incident that is no longer one of medication
-- must not count by an older word, and one that becomes one is known to have been re-categorised.
create table left_out_reference (import_id integer not null, source varchar not null, reference varchar not null, revision double not null, standing varchar not null);

-- For each month, what an act changed and why; the signed incidents of a month add up to its difference.
create table restatement (
    import_id integer,
    act varchar not null,
    happened_at timestamp not null,
    month date,
    reason varchar not null,
    incidents integer not null
);
create table regrade (
    import_id integer,
    act varchar not null,
    happened_at timestamp not null,
    month date,
    harm_before varchar not null,
    harm_now varchar not null,
    incidents integer not null
);

-- Activity of other kinds than occupied bed days, and figures that are estimates.
alter table activity add column kind varchar default 'occupied bed days';
alter table activity add column staff_group varchar default '';
alter table activity add column estimated boolean default false;
update activity set kind = 'occupied bed days', staff_group = '', estimated = false;

-- What holds now: for every record its newest word and its number in the editions. Worked out from `revision` and from
-- nothing else; kept so that 500 rows into a million incidents cost 500 rows. `incident_group` is set where records of
-- several systems are one incident.
create table current_record (
    n integer not null,
    source varchar not null,
    reference varchar not null,
    revision_id bigint not null,
    standing varchar not null,
    first_harm_level varchar not null,
    harm_level varchar not null,
    first_reported_on date,
    month date,
    site varchar not null,
    incident_group varchar,
    counts boolean not null
);

-- The counting source of each site and month, as `current_record` was weighed with.
create table counting_source_now (site varchar not null, month date not null, source varchar not null, whole_month boolean not null);

-- Incidents whose published content may have changed since the last edition; no row of `published_from` means all of them.
create table changed_since_edition (n integer not null);
create table published_from (edition_id integer not null);

update store set format = 2;
