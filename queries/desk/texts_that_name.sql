-- How many saved views, annotations and breaks, and records of the learning loop hold these words: people wrote them, and a person has
-- to look.
select
    (select count(*) from saved_view where instr(lower(query || ' ' || name), lower(?1)) > 0),
    (
        select count(*)
        from dated_record
        where instr(lower(label || ' ' || reason || ' ' || evidence || ' ' || owner), lower(?1)) > 0
    ),
    (
        select count(distinct kind || number)
        from learning_record
        where exists (
            select 1
            from json_tree(learning_record.content) as written
            where written.type = 'text' and instr(lower(written.value), lower(?1)) > 0
        )
    );
