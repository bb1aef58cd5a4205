-- Format 5: the time of day of an incident where one was written, and what its extract says of the duty of candour
-- ('Recorded as applying', 'Recorded as not applying', 'Not recorded', 'Not in the extract').

alter table incident add column occurred_time time;
alter table incident add column duty_of_candour varchar;

-- The incidents that are asked for, with what only this format says of them.
create macro selected_with_time_and_candour(asked) as table
select * from selected_incident(asked);
