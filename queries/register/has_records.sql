-- Whether any record is known, and whether records come from several systems.
select
    (select count(*) > 0 from current_record) as has_records,
    (select count(distinct source) > 1 from imports where kind = 'incidents') as several_systems;
