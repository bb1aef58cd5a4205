-- An annotation or break under the number that it had at another desk.
insert into dated_record (
    record, kind, dated_on, label, reason, owner, site, division, drug_class, evidence, added_at, added_by, removed_at,
    removed_by
)
values (
    :record, :kind, :dated_on, :label, :reason, :owner, :site, :division, :drug_class, :evidence, :added_at, :added_by,
    :removed_at, :removed_by
)
