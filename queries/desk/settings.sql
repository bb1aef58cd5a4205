-- Settings that were changed from their defaults.
select name, value from setting
