"""Personal details in text: what a trust adds to what is looked for, and what becomes of free text about incidents."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Narrative(StrEnum):
    """What becomes of a source's free text about incidents."""

    LEFT_OUT = "left out"
    MASKED = "kept masked"
    AS_WRITTEN = "kept as written"

    @property
    def is_kept(self) -> bool:
        return self is not Narrative.LEFT_OUT


@dataclass(frozen=True)
class LocalIdentifiers:
    """What one trust's own details look like.

    `hospital_numbers` are forms (see `number_forms`). `staff` holds, in hexadecimal, the HMAC-SHA256 by `staff_key` (also
    hexadecimal) of each name of the staff list that was loaded; the names themselves are kept nowhere.
    """

    hospital_numbers: tuple[str, ...] = ()
    staff_key: str = ""
    staff: frozenset[str] = frozenset()


NOTHING_LOCAL = LocalIdentifiers()

MOST_FORMS = 10
_FORM = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./\-]{3,19}", re.ASCII)


def number_forms(written: str) -> tuple[str, ...]:
    """The forms of a trust's hospital numbers, as a setting lists them: 'A999999; RXX 9999999'.

    In a form 9 stands for any figure and A for any letter; everything else stands for itself. There is no other sign, so
    that no form can take long to look for. Raises ValueError with a sentence.
    """
    forms = tuple(" ".join(form.split()) for form in re.split(r"[;,]", written) if form.strip())
    if len(forms) > MOST_FORMS:
        raise ValueError(
            f"At most {MOST_FORMS} forms of hospital numbers can be looked for; {len(forms)} were given."
        )
    for form in forms:
        if not _FORM.fullmatch(form) or form.count("9") < 4:
            raise ValueError(
                "A form of a hospital number has 5 to 20 letters, figures, spaces, dots, dashes or slashes and at least four "
                "9s (9 is any figure, A any letter), such as A999999; forms are separated by semicolons."
            )
    return forms
