-- Records of a second source over months that are counted from another: those that are linked enrich, the others are to be looked at.
--
-- asks:
-- returns: source, month, counted_from, is_linked, records

select source, month, counted_from, is_linked, records
from record_not_counted
order by all;
