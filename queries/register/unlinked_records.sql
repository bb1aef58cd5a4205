-- Records over months that another source counts, for which no record of that source was found.
select weighed_record.source, weighed_record.reference, weighed_record.month, weighed_record.location, weighed_record.harm_level
from weighed_record
where not counts and not is_linked
order by weighed_record.source, weighed_record.month, weighed_record.reference
limit 500;
