"""The director's assurance sheet as a pack of one page: to print, and to edit."""

from dataclasses import replace

from dashboard.domain.learning.assurance import Statement
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import Profile
from dashboard.findings.asking import Asking, default_filter
from dashboard.reports.making import ASSURANCE, Making
from dashboard.reports.pack import Look, Pack
from dashboard.reports.slides.assurance import SHEET, assurance_sheet
from dashboard.reports.templates import as_published, pack_of_slides


def pack_of_assurance(asking: Asking, statement: Statement | None, look: Look | None = None) -> Pack:
    """Of one edition and the statement that was signed off on it, in exact figures: there is none for others. What is past its date is
    so on the day of the edition, so that the same edition and statement give the same pack. Raises OlderEdition.
    """
    seen = as_published(asking)
    seen = seen.of(default_filter(seen.facts, seen.calendar, seen.curve))
    day = day_in_london(seen.facts.published_at)
    making = Making(seen, seen, seen, Profile.INTERNAL, day, ASSURANCE)
    slide = assurance_sheet(making, statement)
    return replace(pack_of_slides(making, SHEET, (slide,), look), is_one_page=True)
