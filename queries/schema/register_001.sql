-- The register: what extracts said, import by import. Nothing here is changed by a later import; what holds now is
-- worked out from it (queries/register/what_holds_now.sql).

create table store (
    format integer not null,
    product_version varchar not null,
    created_at timestamp not null,
    made_up boolean not null
);

-- One row an import, of incidents or of activity. An undone import stays, marked.
create table imports (
    import_id integer primary key,
    kind varchar not null,
    sha256 varchar not null,
    file_name varchar not null,
    source varchar,
    as_at date not null,
    as_at_from varchar not null,
    uploaded_at timestamp not null,
    uploaded_by varchar not null,
    covers_from date,
    covers_until date,
    sites varchar[] not null,
    rows_read integer not null,
    rows_accepted integer not null,
    rows_duplicate integer not null,
    rows_rejected integer not null,
    rows_left_out integer not null,
    undone_at timestamp,
    undone_by varchar
);

-- One row an incident as one import said it: the whole of it, merged from its rows. `revision` is the source system's own
-- number (LFPSE), -1 where it has none.
create table revision (
    import_id integer not null,
    source varchar not null,
    reference varchar not null,
    revision double not null,
    link_references varchar[] not null,
    points_to varchar[] not null,
    occurred_earliest date,
    occurred_latest date,
    occurred_precision varchar not null,
    occurred_as_written varchar,
    reported_on date,
    site varchar not null,
    division varchar not null,
    location varchar not null,
    harm_level varchar not null,
    psychological_harm varchar not null,
    near_miss boolean,
    reporter_group varchar not null,
    status varchar,
    stages varchar[] not null,
    error_types varchar[] not null,
    medicines struct(written varchar, route varchar, "role" varchar)[] not null,
    row_count integer not null
);

-- What each distinct writing of a medicine was read as: one row a medicine, or one without a medicine.
create table medicine_name (
    written varchar not null,
    route varchar not null,
    position integer not null,
    kind varchar not null,
    medicine varchar,
    drug_class varchar,
    bnf_section varchar,
    bnf_paragraph varchar,
    high_risk varchar[],
    how varchar
);

create table left_out (import_id integer not null, reason varchar not null, row_count integer not null);
create table unplaced_word (import_id integer not null, field varchar not null, written varchar not null, row_count integer not null);

-- Where a problem was and what kind of value it was; never the value.
create table import_problem (
    import_id integer not null,
    sheet_row integer,
    column_name varchar not null,
    value_kind varchar not null,
    reason varchar not null
);

-- Occupied bed days as imported; location is 'All wards' where a row speaks for a whole site.
create table activity (
    import_id integer not null,
    month date not null,
    site varchar not null,
    division varchar not null,
    location varchar not null,
    bed_days double not null
);

create table publication (
    edition_id integer primary key,
    published_at timestamp not null,
    published_by varchar not null,
    released_at timestamp,
    released_by varchar,
    note varchar
);
