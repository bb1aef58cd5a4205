-- Format 5: figures that other organisations share, as their benchmark packs give them, and this trust's pseudonym.

-- One row a pack. `mark` is drawn by lot when an organisation first comes and stays with it: peers stand in its order, which says
-- nothing of their size or of when they came. Nobody's figures are kept without somebody who says that they agreed.
create table peer_pack (
    pack integer primary key autoincrement,
    organisation text not null collate nocase,
    organisation_type text not null,
    method text not null,
    sha256 text not null,
    mark text not null,
    kept_at text not null,
    kept_by text not null,
    agreed_at text not null,
    agreed_by text not null,
    removed_at text,
    removed_by text
);

create unique index one_pack_of_a_peer on peer_pack (organisation) where removed_at is null;

-- What is compared and no more: drug classes, stages and error types added up. No number: it was not shown.
create table peer_figure (
    pack integer not null references peer_pack (pack),
    period text not null,
    source text not null,
    harm_level text not null,
    incidents integer,
    state text not null,
    bed_days real,
    primary key (pack, period, harm_level)
);

create table pseudonym (pseudonym text primary key, drawn_at text not null);

update desk set format = 5;
