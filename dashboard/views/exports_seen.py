"""What left the building, from the audit trail: who, when, what, of which edition, for whom, how many rows. For the officer and the
auditor.
"""

from dashboard import work
from dashboard.domain.reader import NotAllowed
from dashboard.findings.asking import Asking
from dashboard.findings.exports import exports_table
from dashboard.findings.words import count_of
from dashboard.views.picture import show_table
from dashboard.views.reader import current_reader, named
from dashboard.views.said import quietly, say
from dashboard.views.store_seen import store_seen
from dashboard.views.take_away import csv_of_table

TITLE = "What left the building"
ABOUT = (
    "Every file that was handed over is one line of the audit trail, written before the file leaves; a picture that the browser draws is "
    "noted when it is asked for. Rows are those of a table, or the incidents that a pack or a page lists one by one. A line holds no figure, and no "
    "word from an incident but those that the filter names. What is copied from a screen, printed, or sent on "
    "by whoever has the file is not seen here."
)
LISTED = 200


def exports_seen(asking: Asking) -> None:
    reader = current_reader()
    store = store_seen(reader)
    say(ABOUT)
    try:
        found = work.newest_exports(store, reader, work.now_utc(), LISTED)
    except NotAllowed as problem:
        say(str(problem))
        return
    if not found:
        say("Nothing has left yet.")
        return
    first = "The newest" if len(found) == LISTED else "All"
    quietly(f"{first} {count_of(len(found), 'export')}, newest first.")
    table = exports_table(found, named)
    show_table(table, alt=TITLE)
    csv_of_table("exports", TITLE, table, asking.standing)
