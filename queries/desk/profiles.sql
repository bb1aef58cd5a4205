-- Profiles that listings are read by.
select profile, name, source, month_first, keeps_rejected, owner, saved_on
from profile
where removed_at is null
order by source, name
