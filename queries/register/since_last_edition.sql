-- The edition that the changes since are known of, how many incidents they touch, and how many there are.
select
    (select max(edition_id) from published_from) as last_edition,
    (select count(distinct n) from changed_since_edition) as changed,
    (select count(*) from current_record where counts) as counted;
