-- Settings that were changed from their defaults, with who changed them and when. What becomes of free text is decided where
-- the free text is: it is not handed over.
select name, value, changed_at, changed_by from setting where name not like 'narrative\_%' escape '\' order by name
