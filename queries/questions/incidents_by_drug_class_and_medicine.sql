-- Incidents involving each medicine of each drug class that is asked for (all of them when none is).
--
-- asks: asked
-- returns: drug_class, medicine, incidents

select drug_class, medicine, count(distinct n) as incidents
from incident_medicine
where drug_class is not null
    and n in (select n from selected_incident($asked))
    and ($asked['drug_class'] is null or list_contains($asked['drug_class'], drug_class))
group by all
order by incidents desc, drug_class, medicine;
