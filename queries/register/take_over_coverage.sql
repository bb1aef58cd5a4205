-- Months as another register held them to be covered or missing.
insert into coverage_edit
select source, site, month::date, state, reason, edited_at::timestamp, edited_by, null from incoming;
