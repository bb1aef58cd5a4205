"""A sheet as cells of text, whatever file it came from."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet as text, blanks as None; row i of the list is row i + 1 of the spreadsheet."""

    name: str | None
    rows: list[list[str | None]]
    encoding: str | None = None
    delimiter: str | None = None
    notes: list[str] = field(default_factory=list)


class CannotRead(Exception):
    """(reason, sentence) for the person: the file is of the right kind and still cannot be read."""


def clean(text: str) -> str | None:
    """Text without the white space around it; a cell of blanks only (NRLS writes a single space) is None."""
    stripped = text.replace("_x000D_", "").replace("\xa0", " ").strip()
    return stripped or None
