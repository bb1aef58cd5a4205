"""The day on which a listing was run, as its title rows print it."""

import re
from datetime import date

from dashboard.extracts.dates import read_date

_RUN = re.compile(
    r"(?:run|printed|produced|generated|created|extracted|exported|as at|as of|report date)\D{0,25}"
    r"(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2} [A-Za-z]{3,9} \d{4})",
    re.I,
)


def run_date(above: tuple[str, ...], today: date) -> date | None:
    """The first date above the header that words such as 'Report run on' introduce; None if there is none."""
    for text in above:
        if found := _RUN.search(text):
            day = read_date(found[1], today).day
            if day:
                return day
    return None
