-- A sample to read, drawn by a seed: severe and fatal incidents (2,000 at most), 100 moderate ones, 100 of all others.
-- Each incident's place in the draw is the MD5 of seed and number, so the sample depends on nothing else, least of all on
-- the order of rows; the next edition's sample is the same but for what changed.
--
-- asks: asked, seed
-- returns: n, reference, source, dated_on, year, harm_level, site, division, location, medicines, drug_classes, stages, error_types, reporter_group, status

with chosen as (
    select
        *,
        case when harm_level in ('Severe', 'Fatal') then 1 when harm_level = 'Moderate' then 2 else 3 end as stratum
    from selected_list($asked)
),
drawn as (
    select unnest(arg_min(n, md5(concat($seed, ':', n)), case stratum when 1 then 2000 else 100 end)) as n
    from chosen
    group by stratum
),
sampled as (
    select * from chosen where n in (select n from drawn)
),
medicines_of as (
    select medicine_list, string_agg(distinct medicine, ', ' order by medicine) as medicines
    from list_medicine
    where medicine_list in (select medicine_list from sampled)
    group by medicine_list
),
classes_of as (
    select medicine_list, string_agg(distinct drug_class, '; ' order by drug_class) as drug_classes
    from selected_class($asked)
    where medicine_list in (select medicine_list from sampled)
    group by medicine_list
),
stages_of as (
    select n, string_agg(distinct stage, '; ' order by stage) as stages
    from incident_stage
    where n in (select n from sampled)
    group by n
),
errors_of as (
    select n, string_agg(distinct error_type, '; ' order by error_type) as error_types
    from incident_error
    where n in (select n from sampled)
    group by n
)
select
    n,
    reference,
    source,
    dated_on,
    coalesce(year(dated_earliest)::varchar, 'Not recorded') as year,
    harm_level,
    site,
    division,
    location,
    medicines,
    drug_classes,
    stages,
    error_types,
    reporter_group,
    status
from sampled
left join medicines_of using (medicine_list)
left join classes_of using (medicine_list)
left join stages_of using (n)
left join errors_of using (n)
order by stratum, dated_on desc nulls last, dated_earliest desc nulls last, n desc;
