-- What questions read of an edition of format 1 or 2, which holds the curated classes and the high-risk groups alone, each with
-- its incident: there an incident is its own list. Nothing of this is written anywhere: it lives as long as the cursor.

create temp view list_medicine as
select n as medicine_list, medicine, drug_class, bnf_section from incident_medicine;

create temp view list_class as
select n as medicine_list, 'curated' as class_by, drug_class from incident_class;

create temp view list_high_risk as
select n as medicine_list, high_risk from incident_high_risk;

create temp view incident_list as
select n, n as medicine_list from incident;

create temp macro selected_class(asked) as table
select medicine_list, drug_class from list_class where class_by = asked['class_by'];
create temp macro selected_class_medicine(asked) as table
select medicine_list, drug_class, medicine from list_medicine where drug_class is not null and asked['class_by'] = 'curated';
create temp macro selected_list(asked) as table
select *, n as medicine_list from selected_incident(asked);
