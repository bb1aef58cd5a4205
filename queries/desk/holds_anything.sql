-- How much was ever decided at this desk: settings, profiles, annotations and breaks, saved views, what is learnt, what belongs to the
-- post, marks.
select
    (select count(*) from setting) as settings,
    (select count(*) from profile) as profiles,
    (select count(*) from dated_record) as dated_records,
    (select count(*) from saved_view) as saved_views,
    (
        select count(*)
        from learning_record
        where kind in ('card', 'action', 'alert', 'rule of our own', 'statement', 'escalation')
    ) as learning,
    (select count(*) from learning_record where kind in ('contact', 'recurring date', 'step of a checklist')) as post,
    (select count(*) from incident_mark) as marks
