-- What people chose for the columns of profiles.
select profile, heading, field
from profile_column
where profile in (select profile from profile where removed_at is null)
order by profile, position
