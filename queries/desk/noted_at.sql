-- Whether one of these acts was noted of this moment.
select exists (select 1 from audit where happened_at = ? and act in (select value from json_each(?)));
