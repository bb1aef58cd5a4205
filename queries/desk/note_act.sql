-- One line of the audit trail, bound to the line before it. Its number is the next one that was never used, so that lines taken
-- from the end leave a gap.
insert into audit (line, happened_at, who, act, subject, detail, hash)
select
    next.line,
    ?1,
    ?2,
    ?3,
    ?4,
    ?5,
    audit_link(next.hash, next.line, ?1, ?2, ?3, ?4, ?5)
from (
    select
        max(
            coalesce((select seq from sqlite_sequence where name = 'audit'), 0),
            coalesce((select line from audit order by line desc limit 1), 0)
        ) + 1 as line,
        coalesce((select hash from audit order by line desc limit 1), '') as hash
) as next
