-- What is left of the learning loop of an edition for a ward link, from format 6 on (as own_wards.sql does of the rest).

-- What was written about wards of which not all are these, with the others' names out of it; whole words, however they are written.
create temp macro without_names(written, others) as list_reduce(
    list_prepend(written, others),
    lambda text, ward: regexp_replace(text, '(^|\W)' || regexp_escape(ward) || '(\W|$)', '\1another ward\2', 'gi')
);

-- Cards or actions (`kept`, a table) of these wards, and of those of the whole trust, or of their site or division. `all_theirs`: they
-- belong to these wards and to no others, so that what was seen and noted there may be read.
create temp macro of_own_wards(kept) as table
select
    each.*,
    wards_of_link,
    list_filter(wards, lambda ward: not list_contains(wards_of_link, ward)) as others,
    len(wards) > 0 and len(others) = 0 as all_theirs
from query_table(kept) as each
cross join (select list(location) as wards_of_link from own_ward)
where list_has_any(wards, wards_of_link)
    or (
        len(wards) = 0
        and (site is null or site in (select site from own_place))
        and (division is null or division in (select division from own_place))
    );

-- Without the names of others that they belong to as well; of the whole trust what was told to those who reported.
create temp table learning_card as
select
    * exclude (wards_of_link, others, all_theirs) replace (
        if(all_theirs, seen, '') as seen,
        if(all_theirs, factors, '') as factors,
        if(all_theirs, query, '') as query,
        if(all_theirs, signal, '') as signal,
        without_names(title, others) as title,
        without_names(area, others) as area,
        without_names(outcome, others) as outcome,
        without_names(told, others) as told,
        without_names(closed_because, others) as closed_because,
        list_filter(wards, lambda ward: list_contains(wards_of_link, ward)) as wards
    )
from of_own_wards('main.learning_card')
where len(wards) > 0 or told <> '';

create temp table own_action as
select * from of_own_wards('main.safety_action');

create temp table safety_action as
select
    * exclude (wards_of_link, others, all_theirs) replace (
        if(all_theirs, progress, '') as progress,
        if(all_theirs, evidence, '') as evidence,
        if(all_theirs, why_stopped, '') as why_stopped,
        without_names(title, others) as title,
        list_filter(wards, lambda ward: list_contains(wards_of_link, ward)) as wards
    )
from own_action;

-- An aim names wards in its filter, whosever the action is: those that name another are not told.
create temp table safety_action_aim as
select *
from main.safety_action_aim
where action in (select action from safety_action)
    and list_has_all(
        (select list(location) from own_ward),
        list_transform(
            list_filter(string_split(query, '&'), lambda pair: starts_with(pair, 'location=')),
            lambda pair: url_decode(replace(substr(pair, length('location=') + 1), '+', ' '))
        )
    );

-- A line in a chart where an action began that is not theirs would name it.
delete from dated_record
where action is not null and action not in (select action from safety_action);

-- Where a name went out of the title it goes out of the line too: as many letters of it as a line has (domain/dated.py).
update dated_record
set label = (select left(told.title, 44) from safety_action as told where told.action = dated_record.action)
where action in (select action from own_action where len(others) > 0);

create temp table alert as
select * from main.alert limit 0;

create temp table alert_requires as
select * from main.alert_requires limit 0;

create temp table escalated as
select * from main.escalated limit 0;

create temp table statement_signed as
select * from main.statement_signed limit 0;
