-- Cards and actions that name incidents that are erased name them no more, in every revision.
update learning_record
set content = json_set(
    content,
    '$.incidents',
    json((
        select json_group_array(each.value)
        from json_each(learning_record.content, '$.incidents') as each
        where each.value not in (select value from json_each(?1))
    ))
)
where exists (
    select 1
    from json_each(learning_record.content, '$.incidents') as named
    where named.value in (select value from json_each(?1))
);
