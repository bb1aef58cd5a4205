-- Names that a person has confirmed, newest first, with the incidents that hold one of their writings.
with held as (
    select word_key, count(distinct n) as incidents
    from held_name
    where word_key in (select word_key from live_confirmed_name)
    group by word_key
)
select written, medicines, confirmed_at, confirmed_by, coalesce(incidents, 0) as incidents
from live_confirmed_name
left join held on held.word_key = live_confirmed_name.word_key
order by confirmed_at desc, written;
