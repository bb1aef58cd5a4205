-- A sample to read, drawn by a seed: severe and fatal incidents (2,000 at most), 100 moderate ones, 100 of all others.
-- Each incident's place in the draw is the MD5 of seed and number, so the sample depends on nothing else, least of all on
-- the order of rows; the next edition's sample is the same but for what changed.
--
-- asks: asked, seed
-- returns: n, reference, source, dated_on, year, harm_level, site, division, location, medicines, drug_classes, stages, error_types, reporter_group, status

with chosen as (
    select * from selected_list($asked)
),
drawn as (
    select unnest(arg_min(n, md5(concat($seed, ':', n)), case stratum(harm_level) when 1 then 2000 else 100 end)) as n
    from chosen
    group by stratum(harm_level)
),
sampled as (
    select * from chosen where n in (select n from drawn)
)
select * exclude (dated_earliest)
from described_incident($asked, 'sampled')
order by stratum(harm_level), dated_on desc nulls last, dated_earliest desc nulls last, n desc;
