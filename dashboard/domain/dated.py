"""Dated things that people decided or that happened: annotations and breaks in the series."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class DatedKind(StrEnum):
    ANNOTATION = "annotation"
    BREAK = "break"
    ACTION = "safety action"
    """Begun on this day (domain/learning/action.py)."""
    ALERT = "alert"
    """Issued on this day (domain/learning/alert.py)."""


SWITCH = "NRLS to LFPSE"
"""The label of the break that an edition draws by itself (queries/register/write_dated_records.sql)."""

LABEL_LENGTH, REASON_LENGTH, EVIDENCE_LENGTH = 44, 300, 200
"""Letters: a label stands at its line in a picture, reason and evidence in the foot beneath it."""


@dataclass(frozen=True)
class DatedRecord:
    """Something that happened on a day, drawn on every chart that its scope touches.

    A break also starts new process limits at its month, and says why (`reason`) and what that rests on (`evidence`). An
    empty scope is the whole trust. Who recorded it and when, and its number at the desk, are told by the desk.
    """

    kind: DatedKind
    dated_on: date
    label: str
    reason: str = ""
    owner: str = ""
    site: str | None = None
    division: str | None = None
    drug_class: str | None = None
    evidence: str = ""
    recorded_by: str = field(default="", compare=False)
    recorded_on: date | None = field(default=None, compare=False)
    number: int | None = field(default=None, compare=False)
    action: int | None = field(default=None, compare=False)
    """The number of the safety action that it is of."""
