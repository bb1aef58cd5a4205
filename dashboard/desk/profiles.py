"""Source profiles as people saved them: how listings of one shape are read, with owner and date."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime

from dashboard.desk.audit import note_line
from dashboard.desk.file import open_desk
from dashboard.domain.periods import day_in_london
from dashboard.domain.profile import Profile
from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.domain.written_sql import written_sql

NAME_LENGTH = 80


@only(*PREPARES)
def save_profile(store: Store, reader: Reader, profile: Profile, now: datetime) -> Profile:
    """Keep a profile under its name and return it as saved: with the day, and the reader as owner if it names none.

    One of the same name and source is replaced; names do not differ by case. Raises ValueError for a name that is
    blank or longer than 80 characters, NotAllowed for a reader who may not write.
    """
    name = " ".join(profile.name.split())
    if not 0 < len(name) <= NAME_LENGTH:
        raise ValueError(
            f"A profile needs a name of 1 to {NAME_LENGTH} characters; this one has {len(name)}."
        )
    saved = replace(profile, name=name, owner=profile.owner or reader.id, saved_on=day_in_london(now))
    with open_desk(store, now, writes=True) as desk:
        desk.execute(
            written_sql("desk/remove_profile"), (now.isoformat(), reader.id, saved.source.value, name)
        )
        number = desk.execute(
            written_sql("desk/save_profile"),
            (
                name, saved.source.value, saved.month_first, saved.keeps_rejected, saved.owner,
                day_in_london(now).isoformat(), now.isoformat(), reader.id,
            ),
        ).fetchone()[0]  # fmt: skip
        desk.executemany(
            written_sql("desk/save_profile_heading"),
            [(number, position, heading) for position, heading in enumerate(saved.headings)],
        )
        desk.executemany(
            written_sql("desk/save_profile_column"),
            [(number, position, *column) for position, column in enumerate(saved.columns)],
        )
        chosen = f"{len(saved.headings)} headings, {len(saved.columns)} chosen by hand"
        note_line(desk, reader, "save profile", name, chosen, now)
    return saved


@only(*PREPARES)
def profiles(store: Store, reader: Reader, now: datetime) -> list[Profile]:
    """Every profile that was not taken away, by source and name."""
    with open_desk(store, now) as desk:
        rows = desk.execute(written_sql("desk/profiles")).fetchall()
        headings: dict[int, list[str]] = defaultdict(list)
        for number, heading in desk.execute(written_sql("desk/profile_headings")):
            headings[number].append(heading)
        columns: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
        for number, heading, field in desk.execute(written_sql("desk/profile_columns")):
            columns[number].append((heading, field))
    return [
        Profile(
            name=name,
            source=SourceSystem(source),
            headings=tuple(headings[number]),
            columns=tuple(columns[number]),
            month_first=bool(month_first),
            keeps_rejected=bool(keeps_rejected),
            owner=owner,
            saved_on=date.fromisoformat(saved_on),
        )
        for number, name, source, month_first, keeps_rejected, owner, saved_on in rows
    ]


@only(*PREPARES)
def remove_profile(store: Store, reader: Reader, profile: Profile, now: datetime) -> None:
    """Read no listing by this profile any more. Raises KeyError when there is none of its name and source."""
    with open_desk(store, now, writes=True) as desk:
        removed = desk.execute(
            written_sql("desk/remove_profile"),
            (now.isoformat(), reader.id, profile.source.value, profile.name),
        ).rowcount
        if not removed:
            raise KeyError(profile.name)
        note_line(desk, reader, "remove profile", profile.name, "", now)
