-- The desk: what people decided.

create table desk (format integer not null, product_version text not null, created_at text not null);

create table setting (name text primary key, value text not null, changed_at text not null, changed_by text not null);

-- Append-only. Says what was done to what, never what a row held.
create table audit (
    line integer primary key autoincrement,
    happened_at text not null,
    who text not null,
    act text not null,
    subject text not null,
    detail text not null
);

create trigger audit_is_not_changed before update on audit
begin
    select raise(abort, 'the audit trail is append-only');
end;

create trigger audit_is_not_deleted before delete on audit
begin
    select raise(abort, 'the audit trail is append-only');
end;

create table dated_record (
    record integer primary key autoincrement,
    kind text not null,
    dated_on text not null,
    label text not null,
    reason text not null,
    owner text not null,
    site text,
    division text,
    drug_class text,
    added_at text not null,
    added_by text not null,
    removed_at text
);
