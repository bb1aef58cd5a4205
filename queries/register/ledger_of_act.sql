-- What one import changed in each month, and why.
select month, reason, incidents from restatement where import_id = $import_id and act = $act order by month, reason;
