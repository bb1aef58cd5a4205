-- Whether any free text is kept at all.
select exists (select 1 from narrative);
