-- Writings of medicines that were read again (`incoming`): their readings are replaced, and incidents that hold one of a new
-- meaning are published anew. Of the act that is being done (`this_act`).

create or replace temp table reading_before as
select reading.*
from reading
semi join incoming on incoming.written = reading.written and incoming.route = reading.route;

delete from medicine_name
where exists (select 1 from incoming where incoming.written = medicine_name.written and incoming.route = medicine_name.route);

insert into medicine_name
select
    written, route, position, kind, medicine, drug_class, bnf_section, bnf_paragraph, high_risk, how,
    word_key, section, chapter, read_by
from incoming;

create or replace temp table reading_changed as
select
    reading.written,
    reading.route,
    before.means as was,
    reading.means as became
from reading
join reading_before as before on before.written = reading.written and before.route = reading.route
where before.says is distinct from reading.says;

create or replace temp table holding as
select holder.n, holder.counts, holder.incident_group, holder.written, holder.route
from (
    select n, counts, incident_group, unnest(medicines, recursive := true)
    from current_record
    join revision on revision.revision_id = current_record.revision_id
    where exists (select 1 from reading_changed)
) as holder
semi join reading_changed on reading_changed.written = holder.written and reading_changed.route = holder.route;

insert into medicine_reread
select
    this_act.act, this_act.happened_at, reading_changed.written, reading_changed.route, was, became,
    count(distinct holding.n) filter (holding.counts)::integer
from reading_changed
cross join this_act
left join holding on holding.written = reading_changed.written and holding.route = reading_changed.route
where was <> became
group by all;

-- A record of another system may lend its medicines to the one that counts.
insert into changed_since_edition
select distinct current_record.n
from current_record
where counts
    and exists (select 1 from published_from)
    and (
        n in (select n from holding)
        or incident_group in (select incident_group from holding where incident_group is not null)
    );

delete from this_act;
drop table reading_before;
drop table reading_changed;
drop table holding;
