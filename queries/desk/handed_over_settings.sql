-- Settings that were changed from their defaults, with who changed them and when.
select name, value, changed_at, changed_by from setting order by name
