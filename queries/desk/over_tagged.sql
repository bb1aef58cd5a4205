-- Of these incidents (their numbers, as a JSON list) how many have more tags than one may have.
select count(*)
from (
    select n
    from incident_mark
    where removed_at is null and tag <> '' and n in (select value from json_each(?))
    group by n
    having count(*) > ?
)
