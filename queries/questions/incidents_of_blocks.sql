-- The numbers of the incidents that are asked for, by month and harm level, out of some blocks of 256 numbers; and the numbers
-- that the edition holds there and that are not asked for. A month that is empty holds the incidents without a full date.
--
-- asks: asked, blocks
-- returns: is_asked, month, harm_level, numbers

with wanted as (
    select unnest($blocks::integer[]) as block
),
asked_for as (
    select n, date_trunc('month', dated_on)::date as month, harm_level
    from selected_incident($asked)
    where n // 256 in (select block from wanted)
)
select true as is_asked, month, harm_level, array_to_string(list_sort(list(n)), ' ') as numbers
from asked_for
group by month, harm_level
union all
select false, null, '', array_to_string(list_sort(list(n)), ' ')
from incident
where n // 256 in (select block from wanted) and n not in (select n from asked_for)
having count(*) > 0
order by all;
