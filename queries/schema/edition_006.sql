-- Format 6: what an extract's own field says of a Never Event ('Recorded as a Never Event', 'Recorded as not a Never Event', 'Not
-- recorded', 'Not in the extract'), and whether it holds a Yellow Card reference ('Reference recorded', 'Not recorded', 'Not in the
-- extract'); the reference itself is kept nowhere.

alter table incident add column never_event varchar;
alter table incident add column yellow_card varchar;

-- The incidents that are asked for, with what only this format says of them.
create macro selected_with_never_event_and_yellow_card(asked) as table
select * from selected_list(asked);

-- Incidents of a suspected adverse reaction, each once. `with_error` is whether an error is recorded beside it; that nobody knows of one
-- ('Not known') is no error.
create view adverse_reaction as
select
    n,
    bool_or(error_type not in ('Adverse reaction (used as intended)', 'Not known', 'Not recorded')) as with_error
from incident_error
where n in (select n from incident_error where error_type = 'Adverse reaction (used as intended)')
group by n;
