-- How many saved views, annotations and breaks hold these words: people wrote them, and a person has to look.
select
    (select count(*) from saved_view where instr(lower(query || ' ' || name), lower(?1)) > 0),
    (
        select count(*)
        from dated_record
        where instr(lower(label || ' ' || reason || ' ' || evidence || ' ' || owner), lower(?1)) > 0
    );
