-- The format of a desk file.
select format from desk
