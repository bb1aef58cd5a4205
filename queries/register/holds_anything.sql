-- How much was ever imported, published or decided in this register.
select
    (select count(*) from imports) as imports,
    (select count(*) from publication) as publications,
    (select count(*) from placed_word) as words,
    (select count(*) from confirmed_name) as medicine_names,
    (select count(*) from name_list) as medicine_list,
    (select count(*) from local_group) as local_groups,
    (select count(*) from place) as places,
    (select count(*) from coverage_edit) as coverage;
