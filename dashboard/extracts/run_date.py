"""The day on which a listing was run, as its title rows print it."""

import re
from datetime import date

from dashboard.extracts.dates import read_date

_RUN = re.compile(
    r"\b(?:run|printed|produced|generated|created|extracted|exported|downloaded|as at|as of|report date|date of report)"
    r"\b\D{0,25}?"
    r"(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}(?:st|nd|rd|th)?(?: of)?[ \-/][A-Za-z]{3,9}[ \-/,]{1,2}\d{4})",
    re.I,
)


def run_date(above: tuple[str, ...], today: date) -> date | None:
    """The first date above the header that words such as 'Report run on' introduce; None if there is none."""
    for text in above:
        for found in _RUN.finditer(text):
            day = read_date(found[1], today).day
            if day:
                return day
    return None
