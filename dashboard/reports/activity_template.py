"""The template of activity to fill: headings, and two examples that say so and never count."""

from dashboard.domain.activity import TEMPLATE_EXAMPLES, TEMPLATE_HEADINGS
from dashboard.reports.export import csv_bytes

FILE_NAME = "activity-template.csv"


def activity_template() -> bytes:
    """The template as CSV, with a byte-order mark for spreadsheets."""
    return csv_bytes(TEMPLATE_HEADINGS, TEMPLATE_EXAMPLES)
