-- What an edition says beside its incidents: activity, coverage, its extracts, the ledger, what is not counted or placed.

insert into edition.activity
select month, site, division, location, kind, staff_group, amount, estimated
from current_activity
order by kind, staff_group, month, site, location;

insert into edition.bed_days
select month, site, division, location, amount from edition.activity where kind = 'occupied bed days' order by month, site, location;

-- Worked out once: the plan of this view takes longer than its rows, and it is read four times below.
create or replace temp table covered_now as select * from covered_month;

-- The sites that the calendar shows. Every extract covers incidents without a site too; they are shown where there are any,
-- or a month that a person says is missing at every site would still be covered there, and a zero.
create or replace temp table source_and_site as
select distinct source, site
from covered_now
where site <> 'Not recorded'
    or site in (select site from current_record)
    or not exists (select 1 from covered_now as named where named.source = covered_now.source and named.site <> 'Not recorded');

insert into edition.coverage
select site, month, source, whole_month
from counting_source_now
semi join source_and_site on source_and_site.source = counting_source_now.source and source_and_site.site = counting_source_now.site
order by site, month;

-- A month that a person says is missing at a site and that no other source covers there: it has no source, so that the
-- whole trust's month is not taken for a whole one.
insert into edition.coverage
select distinct live_coverage_edit.site, live_coverage_edit.month, '', false
from live_coverage_edit
anti join counting_source_now
    on counting_source_now.site = live_coverage_edit.site and counting_source_now.month = live_coverage_edit.month
where live_coverage_edit.state = 'missing';

insert into edition.coverage_calendar
with month_of_all as (
    select unnest(generate_series(min(month), max(month), interval 1 month))::date as month from covered_now
)
select
    source_and_site.source,
    source_and_site.site,
    month_of_all.month,
    coalesce(covered_now.days, 0)::integer,
    extract(day from last_day(month_of_all.month))::integer,
    case
        when coalesce(covered_now.days, 0) = 0 then 'missing'
        when covered_now.days < covered_now.days_in_month then 'partly covered'
        else 'covered'
    end,
    coalesce(covered_now.edited, false),
    coalesce(covered_now.edit_reason, ''),
    counting_source_now.source is not null
from source_and_site
cross join month_of_all
left join covered_now
    on covered_now.source = source_and_site.source
    and covered_now.site = source_and_site.site
    and covered_now.month = month_of_all.month
left join counting_source_now
    on counting_source_now.source = source_and_site.source
    and counting_source_now.site = source_and_site.site
    and counting_source_now.month = month_of_all.month
order by source_and_site.source, source_and_site.site, month_of_all.month;

insert into edition.extract
select import_id, source, file_name, sha256, as_at, uploaded_at, covers_from, covers_until, rows_accepted
from live_import
where kind = 'incidents'
order by import_id;

-- Records of a second source over months that another source counts: linked ones enrich, the others are to be looked at.
insert into edition.record_not_counted
select
    current_record.source,
    current_record.month,
    counting_source_now.source as counted_from,
    incident_group is not null as is_linked,
    count(*) as records
from current_record
left join counting_source_now
    on counting_source_now.site = current_record.site and counting_source_now.month = current_record.month
where not counts and standing = 'stands'
group by all
order by all;

-- Words that are still to be placed, of the newest word on each incident and of the columns that decide a row's fate.
insert into edition.unplaced_word
select field, count(distinct written) as words, sum(row_count)::bigint as row_count
from still_unplaced
group by field
order by field;

insert into edition.restatement
select import_id, act, happened_at, month, reason, incidents
from restatement
where act <> 'upgrade'
order by happened_at, month, reason;

insert into edition.regrade
select import_id, act, happened_at, month, harm_before, harm_now, incidents from regrade order by happened_at, month;
