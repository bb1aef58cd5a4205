"""What stands at the desk, in the place of what the newest edition holds of the learning loop: for those who prepare editions."""

from dashboard import work
from dashboard.domain.reader import PREPARES, Reader
from dashboard.domain.store import Store
from dashboard.findings.asking import Asking


def is_live(reader: Reader, asking: Asking) -> bool:
    """Whether this reader sees the desk as it stands. An earlier edition keeps what it was published with, for everyone."""
    return reader.may(PREPARES) and asking.edition.newest is None


def know_what_stands(store: Store, reader: Reader, asking: Asking) -> None:
    """The questions of the learning loop have the desk's rows from now on, where the reader sees them."""
    if not is_live(reader, asking):
        return
    learning, _ = work.learning_as_it_stands(store, reader, work.now_utc())
    for name, rows in (
        ("learning_cards", learning.cards),
        ("safety_actions", learning.actions),
        ("aims_of_safety_actions", learning.aims),
        ("answered_by_safety_actions", learning.answers),
        ("alerts", learning.alerts),
        ("required_by_alerts", learning.required),
        ("escalated", learning.escalated),
    ):
        asking.know(name, rows)
