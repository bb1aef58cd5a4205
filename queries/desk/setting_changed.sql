-- When a setting was last changed.
select max(changed_at) from setting where name in (select value from json_each(?));
