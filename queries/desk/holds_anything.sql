-- How much was ever decided at this desk: settings, profiles, annotations and breaks, saved views, marks.
select
    (select count(*) from setting) as settings,
    (select count(*) from profile) as profiles,
    (select count(*) from dated_record) as dated_records,
    (select count(*) from saved_view) as saved_views,
    (select count(*) from incident_mark) as marks
