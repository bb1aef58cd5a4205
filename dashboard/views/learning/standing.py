"""What stands at the desk, in the place of what the newest edition holds of the learning loop: for those who prepare editions."""

from dashboard import work
from dashboard.domain.reader import PREPARES, Reader
from dashboard.domain.store import Store
from dashboard.findings.asking import Asking
from dashboard.findings.learning.held import QUESTIONS


def is_live(reader: Reader, asking: Asking) -> bool:
    """Whether this reader sees the desk as it stands. An earlier edition keeps what it was published with, for everyone."""
    return reader.may(PREPARES) and asking.edition.newest is None


def know_what_stands(store: Store, reader: Reader, asking: Asking) -> None:
    """The questions of the learning loop have the desk's rows from now on, where the reader sees them."""
    if not is_live(reader, asking):
        return
    learning, _ = work.learning_as_it_stands(store, reader, work.now_utc())
    for name, question in QUESTIONS.items():
        asking.know(question, getattr(learning, name))
