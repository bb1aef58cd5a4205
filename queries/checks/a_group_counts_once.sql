-- Records that are one incident are of several systems, and those of one system at most count.
select incident_group
from current_record
where incident_group is not null
group by incident_group
having count(distinct source) filter (standing = 'stands') < 2 or count(distinct source) filter (counts) > 1;
