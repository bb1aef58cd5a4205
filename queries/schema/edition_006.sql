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

-- What is learnt: cards, safety actions, alerts and what was escalated, without the names of people, without working notes
-- and without the incidents that they belong to. An empty list of wards is the whole trust.

-- A card as it stands: what was seen last (its sentence, edition, page and filter) and how often, what is written on it, and the days on
-- which it was first looked at, first acted on and last closed. `signal` finds it again when the same is seen in another period.
-- The number of the safety action that a dated record is of; none of what people recorded.
alter table dated_record add column action integer;

create or replace view what_happened as
select * from dated_record;

create table learning_card (
    card integer not null,
    title varchar not null,
    state varchar not null,
    seen varchar not null,
    seen_first_on date,
    seen_last_on date,
    times_seen integer not null,
    edition_seen integer,
    page varchar not null,
    query varchar not null,
    factors varchar not null,
    area varchar not null,
    response varchar not null,
    owner varchar not null,
    due_on date,
    outcome varchar not null,
    told varchar not null,
    closed_because varchar not null,
    opened_on date not null,
    looked_on date,
    acting_on date,
    closed_on date,
    site varchar,
    division varchar,
    drug_class varchar,
    wards varchar[] not null,
    signal varchar not null
);

-- What is done, by which team and until when. `first_due_on` is the date that it was opened with; from `started_on` charts draw it.
create table safety_action (
    action integer not null,
    title varchar not null,
    owner varchar not null,
    state varchar not null,
    strength varchar not null,
    opened_on date not null,
    due_on date,
    first_due_on date,
    started_on date,
    done_on date,
    progress varchar not null,
    evidence varchar not null,
    why_stopped varchar not null,
    site varchar,
    division varchar,
    drug_class varchar,
    wards varchar[] not null
);

-- What an action aims at: a measure, and a filter as a URL writes it.
create table safety_action_aim (action integer not null, measure varchar not null, query varchar not null);

-- What an action answers: a card or an alert.
create table safety_action_answers (action integer not null, card integer, alert integer);

-- An alert or communication that came in. `due_on` and `status_on_cas` are as on CAS, `review_on` is local; `applies` is null where it is
-- not decided; `concerns` is a filter as a URL writes it. Who leads and who signed it off stay at the desk.
create table alert (
    alert integer not null,
    kind varchar not null,
    reference varchar not null,
    title varchar not null,
    issued_on date,
    due_on date,
    review_on date,
    closed_on date,
    lead varchar not null,
    evidence varchar not null,
    applies boolean,
    applies_why varchar not null,
    signed_off_on date,
    status_on_cas varchar not null,
    concerns varchar not null
);

-- What a National Patient Safety Alert requires, one row an action.
create table alert_requires (alert integer not null, what varchar not null, due_on date, done_on date);

-- Statements of assurance that were signed off before it was published: on which edition, and when. Their words stay at the desk.
create table statement_signed (edition integer not null, signed_off_on date not null);

-- One row a step that was taken, without its incident. to_whom is empty where it was decided not to escalate.
create table escalated (step_on date not null, step varchar not null, to_whom varchar not null, reasons varchar not null);
