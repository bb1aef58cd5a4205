"""The table of pages: title, path, group. A new page is a module with render() and one row here."""

from collections.abc import Callable
from dataclasses import dataclass

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
    packs,
    rates,
    settings,
    stages,
    upload,
    wards_and_activity,
)


@dataclass(frozen=True)
class PageRow:
    title: str
    path: str
    group: str
    render: Callable[[], None]
    asks_edition: bool = True
    has_filter: bool = True


PAGES = (
    PageRow("Overview", "overview", "See", overview.render),
    PageRow("Reporting rates", "reporting-rates", "See", rates.render),
    PageRow("Harm levels", "harm-levels", "See", harm.render),
    PageRow("Drug classes", "drug-classes", "See", classes.render),
    PageRow("Stages and errors", "stages-and-errors", "See", stages.render),
    PageRow("Incidents", "incidents", "See", incidents.render),
    PageRow("All measures", "all-measures", "See", measures.render),
    PageRow("As it stood", "as-it-stood", "See", as_it_stood.render),
    PageRow("Benchmark", "benchmark", "See", benchmark.render, has_filter=False),
    PageRow("Agenda", "agenda", "Act", agenda.render, has_filter=False),
    PageRow("Methods and glossary", "methods-and-glossary", "See", glossary.render, asks_edition=False),
    PageRow("Packs", "packs", "Take away", packs.render, has_filter=False),
    PageRow("Upload", "upload", "Data", upload.render, asks_edition=False),
    PageRow("Coverage and quality", "coverage-and-quality", "Data", coverage_and_quality.render),
    PageRow("Medicines", "medicines", "Data", medicines.render, asks_edition=False),
    PageRow(
        "Wards and activity", "wards-and-activity", "Data", wards_and_activity.render, asks_edition=False
    ),
    PageRow("Series breaks", "series-breaks", "Set up", breaks.render),
    PageRow("Annotations", "annotations", "Set up", annotations.render),
    PageRow("Settings", "settings", "Set up", settings.render, asks_edition=False),
    PageRow("Audit trail", "audit-trail", "Set up", audit_trail.render, asks_edition=False),
    PageRow("Backups", "backups", "Set up", backups.render, asks_edition=False, has_filter=False),
)

BY_PATH = {row.path: row for row in PAGES}
