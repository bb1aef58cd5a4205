"""The table of pages: title, path, group, roles. A new page is a module with render() and one row here."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.domain.reader import (
    EVERYONE,
    OFFICER,
    PREPARES,
    READS_AUDIT,
    READS_CASES,
    READS_TRUST,
    Reader,
    Role,
)
from dashboard.views import (
    agenda,
    annotations,
    as_it_stood,
    audit_trail,
    backups,
    benchmark,
    breaks,
    classes,
    coverage_and_quality,
    glossary,
    harm,
    incidents,
    measures,
    medicines,
    overview,
    own_wards,
    packs,
    people,
    rates,
    settings,
    stages,
    upload,
    wards_and_activity,
)
from dashboard.views.learning import actions as safety_actions
from dashboard.views.learning import alerts, cards, officers_desk, to_escalate


@dataclass(frozen=True)
class PageRow:
    """roles: who finds the page. It is not in the navigation of anybody else, and does not answer to its address either."""

    title: str
    path: str
    group: str
    render: Callable[[], None]
    roles: tuple[Role, ...]
    asks_edition: bool = True
    has_filter: bool = True

    def guarded(self, reader: Reader) -> Callable[[], None]:
        """What draws the page, for this reader: it asks again, whichever way it was come by."""

        def drawn() -> None:
            reader.must_be(*self.roles)
            self.render()

        return drawn


SETTINGS_SEEN = (Role.MSO, Role.TEAM, Role.AUDITOR)

PAGES = (
    PageRow("Your wards", "your-wards", "See", own_wards.render, (Role.WARD_LINK,)),
    PageRow("Overview", "overview", "See", overview.render, READS_TRUST),
    PageRow("Reporting rates", "reporting-rates", "See", rates.render, READS_TRUST),
    PageRow("Harm levels", "harm-levels", "See", harm.render, READS_TRUST),
    PageRow("Drug classes", "drug-classes", "See", classes.render, READS_TRUST),
    PageRow("Stages and errors", "stages-and-errors", "See", stages.render, READS_TRUST),
    PageRow("Incidents", "incidents", "See", incidents.render, READS_TRUST),
    PageRow("All measures", "all-measures", "See", measures.render, READS_TRUST),
    PageRow("As it stood", "as-it-stood", "See", as_it_stood.render, READS_CASES),
    PageRow("Benchmark", "benchmark", "See", benchmark.render, READS_TRUST, has_filter=False),
    PageRow("Agenda", "agenda", "Act", agenda.render, READS_TRUST, has_filter=False),
    PageRow("Learning cards", "learning-cards", "Learn", cards.render, READS_TRUST),
    PageRow(
        "Safety actions", "safety-actions", "Learn", safety_actions.render, READS_TRUST, has_filter=False
    ),
    PageRow(
        "Methods and glossary", "methods-and-glossary", "See", glossary.render, EVERYONE, asks_edition=False
    ),
    PageRow("Alerts", "alerts", "Learn", alerts.render, READS_TRUST),
    PageRow("To escalate", "to-escalate", "Learn", to_escalate.render, PREPARES),
    PageRow(
        "Officer's desk",
        "officers-desk",
        "Learn",
        officers_desk.render,
        OFFICER,
        asks_edition=False,
        has_filter=False,
    ),
    PageRow("Packs", "packs", "Take away", packs.render, READS_TRUST, has_filter=False),
    PageRow("Upload", "upload", "Data", upload.render, PREPARES, asks_edition=False),
    PageRow("Coverage and quality", "coverage-and-quality", "Data", coverage_and_quality.render, READS_TRUST),
    PageRow("Medicines", "medicines", "Data", medicines.render, PREPARES, asks_edition=False),
    PageRow(
        "Wards and activity",
        "wards-and-activity",
        "Data",
        wards_and_activity.render,
        PREPARES,
        asks_edition=False,
    ),
    PageRow("Series breaks", "series-breaks", "Set up", breaks.render, PREPARES),
    PageRow("Annotations", "annotations", "Set up", annotations.render, PREPARES),
    PageRow("Settings", "settings", "Set up", settings.render, SETTINGS_SEEN, asks_edition=False),
    PageRow("People", "people", "Set up", people.render, OFFICER, asks_edition=False),
    PageRow("Audit trail", "audit-trail", "Set up", audit_trail.render, READS_AUDIT, asks_edition=False),
    PageRow("Backups", "backups", "Set up", backups.render, OFFICER, asks_edition=False, has_filter=False),
)

OPENS = ("overview", "your-wards", "audit-trail", "settings")
"""What a person sees first, by role."""

BY_PATH = {row.path: row for row in PAGES}


def pages_of(reader: Reader) -> list[PageRow]:
    """The pages that this reader finds, in the order of the navigation."""
    return [row for row in PAGES if reader.may(row.roles)]


def opening_page(found: list[PageRow]) -> PageRow:
    """The one that opens: the first of OPENS that this reader finds."""
    return next((BY_PATH[path] for path in OPENS if BY_PATH.get(path) in found), found[0])
