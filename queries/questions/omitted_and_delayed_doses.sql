-- Of the incidents asked for: how many are an omitted dose, a delayed dose, either; of those that are either, how many name a
-- time-critical medicine, an antibacterial, or no medicine that is recognised; and of all, how many name a time-critical one.
--
-- asks: asked
-- returns: incidents, omitted, delayed, omitted_or_delayed, time_critical, antibacterial, medicine_not_known, all_time_critical

with counted as (
    select
        medicine_list,
        count(*) as incidents,
        count(*) filter (omitted) as omitted,
        count(*) filter (delayed) as delayed,
        count(late_dose.n) as omitted_or_delayed
    from selected_list($asked) as selected
    left join late_dose using (n)
    group by medicine_list
),
said as (
    select
        counted.*,
        medicine_list in (
            select medicine_list from list_high_risk where high_risk = 'Time-critical medicines'
        ) as is_time_critical,
        medicine_list in (
            select medicine_list from list_class where class_by = 'curated' and drug_class = 'Antibacterials'
        ) as is_antibacterial,
        medicine_list in (select medicine_list from list_not_known) as is_not_known
    from counted
)
select
    coalesce(sum(incidents), 0)::bigint as incidents,
    coalesce(sum(omitted), 0)::bigint as omitted,
    coalesce(sum(delayed), 0)::bigint as delayed,
    coalesce(sum(omitted_or_delayed), 0)::bigint as omitted_or_delayed,
    coalesce(sum(omitted_or_delayed) filter (is_time_critical), 0)::bigint as time_critical,
    coalesce(sum(omitted_or_delayed) filter (is_antibacterial), 0)::bigint as antibacterial,
    coalesce(sum(omitted_or_delayed) filter (is_not_known), 0)::bigint as medicine_not_known,
    coalesce(sum(incidents) filter (is_time_critical), 0)::bigint as all_time_critical
from said;
