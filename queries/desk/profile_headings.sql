-- Headings of the listings that profiles are for, from left to right.
select profile, heading
from profile_heading
where profile in (select profile from profile where removed_at is null)
order by profile, position
