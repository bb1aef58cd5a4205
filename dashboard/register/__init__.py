"""The register: every import, every word on every incident, what people decided of them, and the publishing of editions.

Public: `preview`, `commit`, `commit_activity`, `undo`, `imports`, `restatements`, `unlinked_records`; `place_word`,
`take_back_word`, `placed_words`, `words_to_place`, `edit_coverage`, `coverage_edits`, `keep_place`,
`forget_place`, `places`, `written_places`; `publish`, `release`,
`publications`, `mend_publications`; `check`.
"""

from dashboard.register.check import check
from dashboard.register.decisions import (
    CoverageEdit,
    MonthSaid,
    WordPlaced,
    coverage_edits,
    edit_coverage,
    place_word,
    placed_words,
    take_back_word,
    words_to_place,
)
from dashboard.register.imports import (
    ImportRecord,
    ImportResult,
    UnlinkedRecord,
    commit,
    commit_activity,
    imports,
    undo,
    unlinked_records,
)
from dashboard.register.ledger import restatements
from dashboard.register.places import (
    Place,
    WrittenPlace,
    forget_place,
    keep_place,
    places,
    written_places,
)
from dashboard.register.preview import ImportPreview, preview
from dashboard.register.publish import Publication, mend_publications, publications, publish, release

__all__ = [
    "CoverageEdit",
    "ImportPreview",
    "ImportRecord",
    "ImportResult",
    "MonthSaid",
    "Place",
    "Publication",
    "UnlinkedRecord",
    "WordPlaced",
    "WrittenPlace",
    "check",
    "commit",
    "commit_activity",
    "coverage_edits",
    "edit_coverage",
    "forget_place",
    "imports",
    "keep_place",
    "mend_publications",
    "place_word",
    "placed_words",
    "places",
    "preview",
    "publications",
    "publish",
    "release",
    "restatements",
    "take_back_word",
    "undo",
    "unlinked_records",
    "words_to_place",
    "written_places",
]
