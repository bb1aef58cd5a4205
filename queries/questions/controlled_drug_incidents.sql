-- Incidents that name a controlled drug of Schedules 2 to 5, or a class of them ("opioids", then `controlled_drugs` is empty): one row
-- each, newest first, 200 rows at most. A reference stands with moderate physical harm and above only.
--
-- asks: asked
-- returns: n, reference, source, dated_on, harm_level, medicines, controlled_drugs, stages, error_types, location

with chosen as (
    select *
    from selected_list($asked)
    where medicine_list in (select medicine_list from list_high_risk where high_risk = 'Controlled drugs')
    order by dated_on desc nulls last, n desc
    limit 200
),
controlled_of as (
    select medicine_list, string_agg(distinct medicine, ', ' order by medicine) as controlled_drugs
    from list_class_medicine
    where class_by = 'high_risk'
        and drug_class = 'Controlled drugs'
        and medicine_list in (select medicine_list from chosen)
    group by medicine_list
)
select
    described.n,
    coalesce(described.reference, '') as reference,
    described.source,
    described.dated_on,
    described.harm_level,
    medicines,
    coalesce(controlled_drugs, '') as controlled_drugs,
    stages,
    error_types,
    described.location
from described_incident($asked, 'chosen') as described
join chosen on chosen.n = described.n
left join controlled_of on controlled_of.medicine_list = chosen.medicine_list
order by described.dated_on desc nulls last, described.n desc;
