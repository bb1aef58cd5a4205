"""The table of pages: title, path, group. A new page is a module with render() and one row here."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.views import (
    annotations,
    breaks,
    classes,
    coverage,
    glossary,
    harm,
    incidents,
    measures,
    medicines,
    overview,
    quality,
    rates,
    settings,
    stages,
    upload,
    words_and_places,
)


@dataclass(frozen=True)
class PageRow:
    title: str
    path: str
    group: str
    render: Callable[[], None]
    asks_edition: bool = True


PAGES = (
    PageRow("Overview", "overview", "See", overview.render),
    PageRow("Reporting rates", "reporting-rates", "See", rates.render),
    PageRow("Harm levels", "harm-levels", "See", harm.render),
    PageRow("Drug classes", "drug-classes", "See", classes.render),
    PageRow("Stages and errors", "stages-and-errors", "See", stages.render),
    PageRow("Incidents", "incidents", "See", incidents.render),
    PageRow("All measures", "all-measures", "See", measures.render),
    PageRow("Methods and glossary", "methods-and-glossary", "See", glossary.render, asks_edition=False),
    PageRow("Upload", "upload", "Data", upload.render, asks_edition=False),
    PageRow("Words and places", "words-and-places", "Data", words_and_places.render, asks_edition=False),
    PageRow("Medicines", "medicines", "Data", medicines.render, asks_edition=False),
    PageRow("Data quality", "data-quality", "Data", quality.render),
    PageRow("Coverage", "coverage", "Data", coverage.render),
    PageRow("Series breaks", "series-breaks", "Set up", breaks.render),
    PageRow("Annotations", "annotations", "Set up", annotations.render),
    PageRow("Settings", "settings", "Set up", settings.render, asks_edition=False),
)

WITHOUT_FILTER = frozenset(row.path for row in PAGES if not row.asks_edition)
