"""The register: every import, every word on every incident, what people decided of them, and the publishing of editions.

Public: `preview`, `commit`, `commit_activity`, `undo`, `imports`, `restatements`, `unlinked_records`; `place_words`,
`take_back_word`, `placed_words`, `words_to_place`, `edit_coverage`, `coverage_edits`, `keep_place`,
`forget_place`, `places`, `written_places`; what is decided of medicines (`register/medicines.py`); `publish`, `release`,
`publications`, `mend_publications`, `waits_to_be_published`; `check`; free text (`register/narrative.py`);
`records_of_incident`, `erase`, `erase_again`, `due`, `purge`, `rebuild`, and the editions without what was erased
(`register/withdrawal.py`).
"""

from dashboard.register.check import check
from dashboard.register.copying import copy_register
from dashboard.register.damage import ENGINE_VERSION, damaged, log_damaged, logs_of
from dashboard.register.decisions import (
    CoverageEdit,
    MonthSaid,
    WordPlaced,
    coverage_edits,
    edit_coverage,
    place_words,
    placed_words,
    take_back_word,
    words_to_place,
)
from dashboard.register.erased import join_erased, without_erased
from dashboard.register.erasure import (
    Due,
    RecordToErase,
    due,
    erase,
    erase_again,
    purge,
    records_of_incident,
)
from dashboard.register.file import keep_closed, register_locked, why_closed
from dashboard.register.handover import (
    decided_in_register,
    references_among,
    register_holds,
    take_over_in_register,
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
from dashboard.register.medicines import (
    NameConfirmed,
    NameHeld,
    NameReread,
    Reread,
    confirm_names,
    forget_group,
    keep_group,
    load_list,
    loaded_list,
    local_groups,
    medicine_decisions,
    names_confirmed,
    names_held,
    names_reread,
    names_to_read_again,
    read_names_again,
    take_back_list,
    take_back_name,
    written_names,
)
from dashboard.register.narrative import (
    IdentifiersHeld,
    Told,
    identifiers_of_imports,
    keeps_narrative,
    narrative_of,
    redact,
)
from dashboard.register.places import (
    Place,
    WrittenPlace,
    forget_place,
    keep_place,
    places,
    written_places,
)
from dashboard.register.preview import ImportPreview, preview
from dashboard.register.publish import (
    NamesOutOfStep,
    Publication,
    mend_publications,
    publications,
    publish,
    release,
    waits_to_be_published,
)
from dashboard.register.rebuild import rebuild
from dashboard.register.references import references_of
from dashboard.register.thinning import take_from_shelf
from dashboard.register.upgrade import FORMAT
from dashboard.register.whole import copy_looked_at
from dashboard.register.withdrawal import (
    ErasedNumber,
    erasure_done,
    erasures_unfinished,
    write_editions_again,
)

__all__ = [
    "ENGINE_VERSION",
    "FORMAT",
    "CoverageEdit",
    "Due",
    "ErasedNumber",
    "IdentifiersHeld",
    "ImportPreview",
    "ImportRecord",
    "ImportResult",
    "MonthSaid",
    "NameConfirmed",
    "NameHeld",
    "NameReread",
    "NamesOutOfStep",
    "Place",
    "Publication",
    "RecordToErase",
    "Reread",
    "Told",
    "UnlinkedRecord",
    "WordPlaced",
    "WrittenPlace",
    "check",
    "commit",
    "commit_activity",
    "confirm_names",
    "copy_looked_at",
    "copy_register",
    "coverage_edits",
    "damaged",
    "decided_in_register",
    "due",
    "edit_coverage",
    "erase",
    "erase_again",
    "erasure_done",
    "erasures_unfinished",
    "forget_group",
    "forget_place",
    "identifiers_of_imports",
    "imports",
    "join_erased",
    "keep_closed",
    "keep_group",
    "keep_place",
    "keeps_narrative",
    "load_list",
    "loaded_list",
    "local_groups",
    "log_damaged",
    "logs_of",
    "medicine_decisions",
    "mend_publications",
    "names_confirmed",
    "names_held",
    "names_reread",
    "names_to_read_again",
    "narrative_of",
    "place_words",
    "placed_words",
    "places",
    "preview",
    "publications",
    "publish",
    "purge",
    "read_names_again",
    "rebuild",
    "records_of_incident",
    "redact",
    "references_among",
    "references_of",
    "register_holds",
    "register_locked",
    "release",
    "restatements",
    "take_back_list",
    "take_back_name",
    "take_back_word",
    "take_from_shelf",
    "take_over_in_register",
    "undo",
    "unlinked_records",
    "waits_to_be_published",
    "why_closed",
    "without_erased",
    "words_to_place",
    "write_editions_again",
    "written_names",
    "written_places",
]
