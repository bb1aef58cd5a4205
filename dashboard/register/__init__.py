"""The register: every import, every revision of every incident, and the publishing of editions.

Public: `preview`, `commit`, `commit_activity`, `undo`, `imports`, `unlinked_records`, `publish`, `release`, `publications`.
"""

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
from dashboard.register.preview import ImportPreview, preview
from dashboard.register.publish import Publication, mend_publications, publications, publish, release

__all__ = [
    "ImportPreview",
    "ImportRecord",
    "ImportResult",
    "Publication",
    "UnlinkedRecord",
    "commit",
    "commit_activity",
    "imports",
    "mend_publications",
    "preview",
    "publications",
    "publish",
    "release",
    "undo",
    "unlinked_records",
]
