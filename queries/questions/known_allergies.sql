-- Of the incidents asked for: how many have the error type of a known allergy; of those, how many name a penicillin, or no medicine
-- that is recognised; and of all, how many name a penicillin.
--
-- asks: asked
-- returns: incidents, known_allergy, penicillin, medicine_not_known, all_penicillin

with counted as (
    select
        medicine_list,
        count(*) as incidents,
        count(*) filter (n in (select n from incident_error where error_type = 'Known allergy')) as known_allergy
    from selected_list($asked)
    group by medicine_list
),
said as (
    select
        counted.*,
        medicine_list in (select medicine_list from list_high_risk where high_risk = 'Penicillins') as is_penicillin,
        medicine_list in (select medicine_list from list_not_known) as is_not_known
    from counted
)
select
    coalesce(sum(incidents), 0)::bigint as incidents,
    coalesce(sum(known_allergy), 0)::bigint as known_allergy,
    coalesce(sum(known_allergy) filter (is_penicillin), 0)::bigint as penicillin,
    coalesce(sum(known_allergy) filter (is_not_known), 0)::bigint as medicine_not_known,
    coalesce(sum(incidents) filter (is_penicillin), 0)::bigint as all_penicillin
from said;
