-- What an edition stands on: when it was made, its extracts, what they cover, and how much of it is dated.
--
-- asks:
-- returns: edition_id, published_at, product_version, made_up, trust_name, filling_up_days, newest_as_at, first_month, last_month, incidents, incidents_of_a_year_only, incidents_without_a_date, sources, has_bed_days, rule_set, complete_from_percent

select
    edition_id,
    published_at,
    product_version,
    made_up,
    trust_name,
    filling_up_days,
    (select max(as_at) from extract) as newest_as_at,
    (select min(month) from coverage where source <> '') as first_month,
    (select max(month) from coverage where source <> '') as last_month,
    (select count(*) from incident) as incidents,
    (select count(*) from incident where occurred_precision = 'year') as incidents_of_a_year_only,
    (select count(*) from incident where occurred_precision = 'Not recorded') as incidents_without_a_date,
    (select string_agg(distinct source, ', ' order by source) from extract) as sources,
    (select count(*) > 0 from bed_days) as has_bed_days,
    (select rule_set from how_judged) as rule_set,
    (select complete_from_percent from how_judged) as complete_from_percent
from edition;
