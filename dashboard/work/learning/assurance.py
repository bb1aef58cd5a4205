"""Statements of assurance: the officer keeps what the named board director signed off, on a released edition."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from dashboard import desk
from dashboard.domain.learning.assurance import Statement
from dashboard.domain.learning.record import ChangedMeanwhile, Kind, Noted
from dashboard.domain.periods import day_in_london, day_in_words
from dashboard.domain.reader import OFFICER, READS_ASSURANCE, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.edition import editions_of
from dashboard.work.learning.records import note

SIGN_OFF = "sign off statement"


@only(*READS_ASSURANCE)
def statements(store: Store, reader: Reader, now: datetime) -> list[Noted[Statement]]:
    """Those that hold, by their editions, the newest first."""
    found = desk.statements(store, reader, now)
    return sorted(found, key=lambda each: each.content.edition, reverse=True)


@only(*OFFICER)
def sign_off_statement(store: Store, reader: Reader, statement: Statement, now: datetime) -> Noted[Statement]:
    """Keep it. Of one edition one statement holds: another one of it is the next revision, and what stood before stays in the desk; the
    same again keeps nothing. Raises StoreProblem where no released edition of this number is on the shelf, for a statement without
    words, name or day, and for a day that is still to come or lies before the edition.
    """
    _refuse_unfit(store, reader, statement, now)
    standing = next(
        (each for each in statements(store, reader, now) if each.content.edition == statement.edition), None
    )
    if standing is None:
        refuse = partial(_refuse_second, statement.edition)
        return note(store, reader, Kind.STATEMENT, statement, SIGN_OFF, now, refuse=refuse)
    if standing.content == statement:
        return standing
    return note(store, reader, Kind.STATEMENT, statement, SIGN_OFF, now, seen=standing)


def _refuse_second(edition: int, held: Sequence[Noted[Statement]]) -> None:
    if any(each.content.edition == edition for each in held):
        raise ChangedMeanwhile(
            f"Somebody signed off a statement on edition {edition} meanwhile, and nothing of yours was kept. Look at it first."
        )


def _refuse_unfit(store: Store, reader: Reader, statement: Statement, now: datetime) -> None:
    edition = next(
        (each for each in editions_of(store, reader) if each.edition_id == statement.edition), None
    )
    if edition is None or edition.released_at is None:
        raise StoreProblem(
            f"A statement is signed off on a released edition, which the director can look at, and edition {statement.edition} is none: "
            "release it first."
        )
    if not statement.text.strip() or not statement.signed_off_by.strip() or statement.signed_off_on is None:
        raise StoreProblem(
            "A statement needs its words, the name of who signed it off and the day: fill in what is missing."
        )
    released, today = day_in_london(edition.released_at), day_in_london(now)
    if not released <= statement.signed_off_on <= today:
        raise StoreProblem(
            f"It was signed off between {day_in_words(released)}, when the edition was released, and today: give such a day."
        )
