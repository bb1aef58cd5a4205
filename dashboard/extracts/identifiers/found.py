"""The kinds of personal detail, the mark that stands in the place of each, and where one was found."""

from typing import NamedTuple

NHS_NUMBER = "an NHS number"
EMAIL = "an e-mail address"
TELEPHONE = "a telephone number"
BIRTH = "a date of birth"
POSTCODE = "a postcode"
NINO = "a National Insurance number"
HOSPITAL_NUMBER = "a hospital number"
STAFF = "a name of the staff list"
TITLED_NAME = "a name with a title"

MARKS = {
    NHS_NUMBER: "[NHS number]",
    EMAIL: "[e-mail address]",
    NINO: "[National Insurance number]",
    HOSPITAL_NUMBER: "[hospital number]",
    BIRTH: "[date of birth]",
    TELEPHONE: "[telephone number]",
    POSTCODE: "[postcode]",
    STAFF: "[staff name]",
    TITLED_NAME: "[name]",
}
"""In the order in which one kind goes before another where both claim the same signs."""

ORDER = {kind: place for place, kind in enumerate(MARKS)}

SEPARATOR = r"[ \u00a0\u2000-\u200b\u202f\u2060.\-\u2010-\u2015\u2212/_\n\r\t]"
"""What stands between the figures of a number: spaces of every width, dots, dashes, slashes, a line's end."""

BEFORE = r"(?<!\w)(?<!\w[\-/])(?<!\d[.:])"
AFTER = r"(?!\w|[.\-/:]\d)"
"""A number stands alone: not inside a longer one, a code or a time of day."""


class Found(NamedTuple):
    """One detail: the signs from `start` up to `end` (counted as Python counts them)."""

    start: int
    end: int
    kind: str
