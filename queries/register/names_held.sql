-- Names of medicines in the incidents that count, alike ones together under the writing met most: what they were read as,
-- how, and in how many incidents. Most incidents first.
with of_writing as (
    select word_key, written, kind, how, means, count(distinct n) as incidents
    from held_name
    group by all
)
select
    arg_max(written, incidents) as written,
    arg_max(means, incidents) as means,
    arg_max(kind, incidents) as kind,
    arg_max(how, incidents) as how,
    sum(incidents)::bigint as incidents
from of_writing
group by word_key
order by incidents desc, written;
