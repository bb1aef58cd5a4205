-- Records over months that another source counts, for which no record of that source was found.
select current_record.source, current_record.reference, current_record.month, resolved.location, current_record.harm_level
from current_record
join resolved on resolved.revision_id = current_record.revision_id
where not counts and incident_group is null and current_record.standing = 'stands'
order by current_record.source, current_record.month, current_record.reference
limit 500;
