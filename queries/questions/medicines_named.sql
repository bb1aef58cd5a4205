-- How many incidents there are, name a medicine, name one that is recognised, one that has a class, or a class alone.
--
-- asks: asked
-- returns: incidents, named, recognised, classed, only_a_class

with said as (
    select
        n in (select n from incident_medicine where medicine = 'No medicine named') as names_none,
        n in (select n from incident_medicine where medicine = 'Medicine not recognised') as not_recognised,
        n in (select n from incident_medicine where medicine = 'Only a class named') as class_alone
    from selected_incident($asked)
)
select
    count(*) as incidents,
    count_if(not names_none) as named,
    count_if(not names_none and not not_recognised and not class_alone) as recognised,
    count_if(not names_none and not not_recognised) as classed,
    count_if(class_alone) as only_a_class
from said
having count(*) > 0;
