-- The format that an edition was written in.
select format from edition;
