-- What the person who erases is shown of the records: where and when, how often it was said, and whether it counts.
select
    to_erase.source,
    to_erase.reference,
    any_value(current_record.month) as month,
    coalesce(any_value(current_record.site), any_value(revision.site), 'Not recorded') as site,
    coalesce(any_value(current_record.harm_level), any_value(revision.harm_level), 'Not recorded') as harm_level,
    count(revision.revision_id) as words,
    coalesce(bool_or(current_record.counts), false) as counts
from to_erase
left join current_record on current_record.source = to_erase.source and current_record.reference = to_erase.reference
left join revision on revision.source = to_erase.source and revision.reference = to_erase.reference
group by to_erase.source, to_erase.reference
order by to_erase.source, to_erase.reference;
