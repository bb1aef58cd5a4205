"""For the controlled drugs accountable officer (CDAO): the incidents that involve a medicine of Schedules 2 to 5."""

from dashboard.charts.frame import Table
from dashboard.domain.medicines import ClassBy
from dashboard.domain.rows import ClassMedicineCount, ListedIncident
from dashboard.domain.words import HarmLevel
from dashboard.findings import harm
from dashboard.findings.asking import Asking
from dashboard.findings.class_ranking import medicines_picture
from dashboard.findings.incidents import HELD
from dashboard.findings.learning.controlled_drugs import (
    GROUP,
    NO_SCHEDULE,
    NOT_THE_OCCURRENCE_REPORT,
    SCHEDULES,
    WHAT_IT_IS,
)
from dashboard.findings.words import count_of
from dashboard.reports.making import Making, PackRefused
from dashboard.reports.pack import Listing, Slide
from dashboard.reports.slides.figures import boxed, of_picture
from dashboard.reports.titles import titled


def only_controlled(asking: Asking) -> Asking:
    """The same narrowed to the group. Raises PackRefused where the filter asks for other groups or for classes."""
    if asking.asked.drug_class:
        raise PackRefused(
            "The list for the CDAO is of every controlled drug: leave the filter of drug classes out."
        )
    if asking.asked.high_risk not in (None, (GROUP,)):
        raise PackRefused(
            f"The list for the CDAO is of the high-risk group '{GROUP}': leave the filter of high-risk groups out."
        )
    return asking.of(asking.asked.narrowed(high_risk=(GROUP,)))


def controlled_drugs(making: Making) -> Slide:
    """Which medicines, how often. The medicines of the group are those of the edition."""
    by_group = making.counted.asked.narrowed(class_by=ClassBy.HIGH_RISK)
    picture = medicines_picture(making.counted.of(by_group), GROUP)
    return of_picture(
        "controlled-drugs", picture, *boxed("What this is", WHAT_IT_IS, NOT_THE_OCCURRENCE_REPORT, SCHEDULES)
    )


def controlled_by_month(making: Making) -> Slide | None:
    if not making.has_months:
        return None
    return of_picture("controlled-by-month", making.rate_picture)


def controlled_list(making: Making) -> Slide:
    asking = making.of_period
    rows, mix = asking.cases(), harm.mix_of_period(asking)
    every = mix.all_incidents
    verb = "involves" if every == 1 else "involve"
    title, rest = titled(
        f"{asking.period_words[:1].upper()}{asking.period_words[1:]}: {count_of(every, 'incident')} {verb} a medicine of Schedules 2 to 5"
        f"{', none' if not mix.moderate_and_above else f', {mix.moderate_and_above:,}'} of them of moderate harm or above."
        if every
        else f"{asking.period_words[:1].upper()}{asking.period_words[1:]}: no incident names a medicine of Schedules 2 to 5."
    )
    shown = f"The {len(rows):,} newest of {every:,} are listed. " if len(rows) < every else ""
    heading = "Incidents that involve a controlled drug, one by one"
    listings = (
        (Listing(heading, _table(making, rows), f"{shown}{HELD}", lists_incidents=True),) if rows else ()
    )
    return Slide(
        "controlled-list",
        title,
        heading,
        listings=listings,
        boxes=boxed("", rest, making.not_complete, NOT_THE_OCCURRENCE_REPORT),
    )


def _table(making: Making, rows: list[ListedIncident]) -> Table:
    group = _medicines_of_the_group(making.of_period)
    return Table(
        (
            "Reference or number", "Date", "Controlled drug", "Schedule", "Stage", "Error type", "Harm", "Site", "Ward or place",
            "Approval",
        ),
        tuple(
            (
                row.reference or f"number {row.n}", row.dated_on or row.year, ", ".join(named),
                "; ".join(making.schedules.get(name, NO_SCHEDULE) for name in named),
                row.stages, row.error_types, HarmLevel(row.harm_level).heading, row.site, row.location, row.status,
            )
            for row in rows
            for named in [[name for name in group if f", {name}," in f", {row.medicines},"]]
        ),
    )  # fmt: skip


def _medicines_of_the_group(asking: Asking) -> list[str]:
    of_group = asking.asked.narrowed(class_by=ClassBy.HIGH_RISK, drug_class=(GROUP,))
    found: list[ClassMedicineCount] = asking.rows("incidents_by_drug_class_and_medicine", of_group)
    return sorted({row.medicine for row in found})
