"""Which editions are kept: those that were released, those that something that left or a learning card names, the newest of each of the last 30 days and
of each month before. The others are drafts that were superseded within the day, or within the month.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from dashboard import desk, register
from dashboard.domain.export import ACT, exported
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.store import Store
from dashboard.edition import close_editions, editions_of, withdrawn_editions
from dashboard.register import Publication
from dashboard.work.learning.cards import editions_named

EVERY_DAY = timedelta(days=30)
EVERY = -1
"""No limit, as SQLite writes it."""


@only(*OFFICER)
def editions_to_thin(store: Store, reader: Reader, now: datetime) -> tuple[int, ...]:
    """The numbers of editions that nobody needs any more, lowest first. Nothing is changed."""
    shelf = {each.edition_id for each in editions_of(store, reader)}
    published = [each for each in register.publications(store, reader, now) if each.edition_id in shelf]
    lines = desk.acts_of_kind(store, reader, ACT, EVERY, now)
    withdrawn = withdrawn_editions(store)
    named = {exported(*line).export.edition for line in lines}
    named |= editions_named(store, reader, now)
    # What left names the number that was withdrawn, and that one leads to what stands for it.
    stand = {withdrawn[each].replaced_by for each in named if each in withdrawn}
    return not_needed(published, named | stand, day_in_london(now))


@only(*OFFICER)
def thin_editions(store: Store, reader: Reader, now: datetime) -> tuple[int, ...]:
    """Delete them; one line in the audit trail. Returns their numbers."""
    going = editions_to_thin(store, reader, now)
    if going:
        close_editions(store)
        register.take_from_shelf(store, reader, going, now)
        desk.note_act(
            store, reader, "thin editions", f"{len(going)} editions", ", ".join(map(str, going)), now
        )
    return going


def not_needed(published: Sequence[Publication], named: Iterable[int | None], today: date) -> tuple[int, ...]:
    """Of editions (newest first) those that are not released, that nothing that left and no card names, and that a newer one of the same day (of the
    last 30) or of the same month (before) supersedes."""
    kept, seen = {*named}, set()
    going = []
    for each in published:
        day = day_in_london(each.published_at)
        span = day if today - day <= EVERY_DAY else (day.year, day.month)
        if span in seen and each.is_draft and each.edition_id not in kept:
            going.append(each.edition_id)
        seen.add(span)
    return tuple(sorted(going))
