-- Format 9: the learning loop: cards, safety actions, alerts, escalations, and what belongs to the officer's post.

-- Append-only: one row a revision, whole; the newest of a number holds. `content` is JSON, and domain/learning/ says of what kind.
-- An escalation has the number of its incident, the others are counted from 1 within their kind.
create table learning_record (
    kind text not null,
    number integer not null,
    revision integer not null,
    content text not null check (json_valid(content)),
    taken_back integer not null default 0,
    noted_at text not null,
    noted_by text not null,
    primary key (kind, number, revision)
);

update desk set format = 9;
