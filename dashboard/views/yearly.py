"""Years, for data that hold no whole months: what is only known by year is drawn by year, and said."""

from dashboard.findings.asking import Asking
from dashboard.findings.years import years_picture
from dashboard.views.picture import show


def show_years(asking: Asking) -> None:
    """The yearly picture, with the sentence that says why it stands in place of the monthly ones."""
    show(years_picture(asking))
