-- Everybody who has ever signed in, with the role that holds.
select person.person, name, email, first_came_at, last_came_at, role, coalesce(wards, '[]'), given_at, given_by
from person
left join role_given on given = (select max(given) from role_given as newest where newest.person = person.person)
order by role is null, name collate nocase, person.person
