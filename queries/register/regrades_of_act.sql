-- Whose grade one import changed, in each month.
select month, harm_before, harm_now, incidents from regrade where import_id = $import_id and act = $act order by month, harm_before, harm_now;
