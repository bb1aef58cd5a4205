"""Dated things that people decided or that happened: annotations and breaks in the series."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DatedKind(StrEnum):
    ANNOTATION = "annotation"
    BREAK = "break"


@dataclass(frozen=True)
class DatedRecord:
    """Something that happened on a day, drawn on every chart that its scope touches.

    A break also starts new process limits at its month. An empty scope is the whole trust.
    """

    kind: DatedKind
    dated_on: date
    label: str
    reason: str = ""
    owner: str = ""
    site: str | None = None
    division: str | None = None
    drug_class: str | None = None
