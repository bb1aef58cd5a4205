"""The register: every import, every revision of every incident, and the publishing of editions.

Public: `preview`, `commit`, `commit_activity`, `undo`, `imports`, `publish`, `release`, `publications`.
"""

from dashboard.register.imports import ImportRecord, ImportResult, commit, commit_activity, imports, undo
from dashboard.register.preview import ImportPreview, preview
from dashboard.register.publish import Publication, mend_publications, publications, publish, release

__all__ = [
    "ImportPreview",
    "ImportRecord",
    "ImportResult",
    "Publication",
    "commit",
    "commit_activity",
    "imports",
    "mend_publications",
    "preview",
    "publications",
    "publish",
    "release",
    "undo",
]
