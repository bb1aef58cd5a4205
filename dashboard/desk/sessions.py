"""Who is signed in: a sign-in begins once, is looked up on every run, and ends by idleness, age, sign-out or an officer."""

from datetime import datetime, timedelta

from dashboard.desk.audit import note_line_of
from dashboard.desk.file import open_desk
from dashboard.desk.people import person_of
from dashboard.domain.signing_in import ABSOLUTE, IDLE, Person
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql

TOUCHED_EACH = timedelta(seconds=60)
"""How often being in use is written down: a minute of 30 is near enough, and a page then only reads."""


def begin_session(store: Store, session: str, person: int, began_at: datetime, now: datetime) -> None:
    """`session` is the SHA-256 of what the browser holds, `began_at` when the provider let the person in. Once: an ended one stays so."""
    with open_desk(store, now, writes=True) as desk:
        desk.execute(written_sql("desk/forget_sessions"), ((now - 2 * ABSOLUTE).isoformat(),))
        given = (session, person, began_at.isoformat(), now.isoformat())
        if desk.execute(written_sql("desk/begin_session"), given).fetchone():
            note_line_of(desk, f"person {person}", "sign in", "", "", now)


def signed_in(store: Store, session: str, now: datetime, *, uses: bool = True) -> Person | None:
    """Whose this sign-in is, while it lasts; `uses` says that the person asks for something now, which keeps it from being idle."""
    with open_desk(store, now) as desk:
        row = desk.execute(written_sql("desk/session"), (session,)).fetchone()
        if row is None or row[3] is not None:
            return None
        began_at, last_seen_at = (datetime.fromisoformat(each) for each in row[1:3])
        # A clock put back must not lengthen a sign-in: one that began or was used in the future has ended.
        if (
            not timedelta(0) <= now - began_at + TOUCHED_EACH <= ABSOLUTE + TOUCHED_EACH
            or not -TOUCHED_EACH <= now - last_seen_at <= IDLE
        ):
            return None
        person = person_of(desk, row[0])
    if uses and now - last_seen_at >= TOUCHED_EACH:
        with open_desk(store, now, writes=True) as desk:
            desk.execute(written_sql("desk/touch_session"), {"now": now.isoformat(), "session": session})
    return person


def end_session(store: Store, session: str, why: str, now: datetime) -> bool:
    """Sign out; whether there was something to end."""
    with open_desk(store, now, writes=True) as desk:
        ended = desk.execute(
            written_sql("desk/end_session"), {"now": now.isoformat(), "why": why, "session": session}
        ).fetchone()
        if ended:
            who = f"person {ended[0]}"
            note_line_of(desk, who, "sign out", "", why, now)
    return ended is not None


def how_ended(store: Store, session: str, now: datetime) -> str:
    """Why a sign-in that does not last any more ended: "idle", "age", or what `end_session` was told; empty for an unknown one."""
    with open_desk(store, now) as desk:
        row = desk.execute(written_sql("desk/how_ended"), (session,)).fetchone()
    if row is None:
        return ""
    began_at, last_seen_at, why = row
    if why is not None:
        return why
    if now - datetime.fromisoformat(last_seen_at) > IDLE:
        return "idle"
    return "age" if now - datetime.fromisoformat(began_at) > ABSOLUTE else ""


def end_sessions_of(store: Store, person: int, why: str, now: datetime) -> None:
    """All sign-ins of a person end at once."""
    with open_desk(store, now, writes=True) as desk:
        desk.execute(
            written_sql("desk/end_sessions_of"), {"now": now.isoformat(), "why": why, "person": person}
        )
