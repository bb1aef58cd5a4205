-- Incidents involving each drug class. An incident with medicines of several classes counts once in each.
-- Those that name no medicine, or one that is not recognised, have words of their own and are never dropped.
--
-- asks: asked
-- returns: drug_class, incidents

select drug_class, count(*) as incidents
from incident_class
where n in (select n from selected_incident($asked))
group by drug_class
order by incidents desc, drug_class;
