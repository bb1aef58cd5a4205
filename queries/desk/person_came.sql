-- Somebody signed in: known from now on, by the name and address that the provider gives today.
insert into person (issuer, subject, name, email, first_came_at, last_came_at)
values (:issuer, :subject, :name, :email, :now, :now)
on conflict (issuer, subject) do update set name = :name, email = :email, last_came_at = :now
returning person
