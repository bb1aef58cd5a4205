-- The number of the next edition, by what the register knows.
select coalesce(max(edition_id), 0) + 1 from publication;
