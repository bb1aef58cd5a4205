-- Format 2, on top of format 1: activity of every kind, the calendar of coverage by source, the ledger of restatements.

-- kind: 'occupied bed days', 'admissions', 'doses administered', 'items dispensed', 'staff'; staff_group only for staff.
create table activity (
    month date not null,
    site varchar not null,
    division varchar not null,
    location varchar not null,
    kind varchar not null,
    staff_group varchar not null,
    amount double not null,
    estimated boolean not null
);

-- Every source, site and month between the first and the last covered one. state: 'covered' (every day), 'partly covered',
-- 'missing'. counts: whether the month is counted from this source. A covered month without incidents is a zero.
create table coverage_calendar (
    source varchar not null,
    site varchar not null,
    month date not null,
    covered_days integer not null,
    days_in_month integer not null,
    state varchar not null,
    edited boolean not null,
    edit_reason varchar not null,
    counts boolean not null
);

-- What each import (or other act) changed in each month, and why. The signed incidents of an act and month add up to its
-- difference. A month that is NULL holds the incidents without a full date.
create table restatement (
    import_id integer,
    act varchar not null,
    happened_at timestamp not null,
    month date,
    reason varchar not null,
    incidents integer not null
);
create table regrade (
    import_id integer,
    act varchar not null,
    happened_at timestamp not null,
    month date,
    harm_before varchar not null,
    harm_now varchar not null,
    incidents integer not null
);
