-- Format 2: how listings of one shape are read, as a person decided it: which column holds what, and in which order dates
-- are written. A profile that is saved again or taken away stays here with the day on which that was done.

create table profile (
    profile integer primary key autoincrement,
    name text not null collate nocase,
    source text not null,
    month_first integer not null,
    keeps_rejected integer not null,
    owner text not null,
    saved_on text not null,
    saved_at text not null,
    saved_by text not null,
    removed_at text,
    removed_by text
);

create unique index one_profile_of_a_name on profile (source, name) where removed_at is null;

-- The shape of the listing: its headings from left to right.
create table profile_heading (
    profile integer not null references profile (profile),
    position integer not null,
    heading text not null,
    primary key (profile, position)
);

-- What was chosen by hand; no field: the column is not used.
create table profile_column (
    profile integer not null references profile (profile),
    position integer not null,
    heading text not null,
    field text,
    primary key (profile, position)
);

update desk set format = 2;
