-- Format 6: who may come in, what each may see, and who is signed in.

-- One row somebody who has signed in, by what the identity provider calls them for good (an address can pass to another person).
create table person (
    person integer primary key autoincrement,
    issuer text not null,
    subject text not null,
    name text not null,
    email text not null,
    first_came_at text not null,
    last_came_at text not null,
    unique (issuer, subject)
);

-- Append-only: the newest row of a person holds. No role: it was taken away. `wards` is a JSON list, of a ward link alone.
create table role_given (
    given integer primary key autoincrement,
    person integer not null references person (person),
    role text,
    wards text not null,
    given_at text not null,
    given_by text not null
);

create index roles_of_a_person on role_given (person, given);

-- One row a sign-in, by the SHA-256 of what the browser holds: nobody who reads this file can come in with it.
create table session (
    session text primary key,
    person integer not null references person (person),
    began_at text not null,
    last_seen_at text not null,
    ended_at text,
    ended_why text
);

create index sessions_of_a_person on session (person);

update desk set format = 6;
