-- The staff list that the trust loaded: for each name the digests by which it is found, by a key that is drawn anew for
-- each list. The names are kept nowhere. Of an earlier list nothing is left but that there was one.
create table staff_list (
    list integer primary key autoincrement,
    key text not null,
    names integer not null,
    loaded_at text not null,
    loaded_by text not null,
    removed_at text,
    removed_by text
);
create table staff_name (digest text primary key) without rowid;

update desk set format = 8;
