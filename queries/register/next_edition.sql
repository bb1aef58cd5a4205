-- The number of the next edition.
select coalesce(max(edition_id), 0) + 1 from publication;
