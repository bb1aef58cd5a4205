-- Incidents in which one medicine was given and another was intended. One with several of either counts once in each pair.
-- A medicine that stands on both sides is in no pair; an omitted dose, where nothing was given, is in none.
--
-- asks: asked
-- returns: given, intended, incidents

select given, intended, count(*) as incidents
from given_instead
where n in (select n from selected_incident($asked))
group by all
order by incidents desc, given, intended;
