-- The new edition holds everything.
delete from changed_since_edition;
delete from published_from;
