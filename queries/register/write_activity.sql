-- The activity of an import. The column bed_days holds the amount of every kind: its name is older than the kinds.
insert into activity (import_id, month, site, division, location, bed_days, kind, staff_group, estimated)
select $import_id, month, site, division, location, amount, kind, staff_group, estimated from incoming;
