"""What a writing was read as, and what the reference list says of a medicine."""

from dataclasses import dataclass
from typing import Literal

from dashboard.extracts.medicines.bnf_names import chapter_shown, section_shown

NamingKind = Literal[
    "medicine", "several_medicines", "class_word", "placeholder", "not_a_medicine", "unrecognised"
]
"""`class_word`: a class and no medicine ("antibiotics"). `placeholder`: no medicine is named ("Unknown", "N/A")."""


CONFIRMED = "confirmed by a person"
LISTED = "listed by NHSBSA"
"""How a writing was read, where it was not by the curated list alone."""


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine of the reference list.

    `name` is generic and as the BNF writes it. `bnf_code` is the NHSBSA BNF code of its main use in a hospital, as
    long as it is worth knowing: section (4 digits), paragraph (6), subparagraph (7), or further where a group hangs on it
    (strong potassium chloride, 0902021N0). `cd_schedule` is the schedule
    of the Misuse of Drugs Regulations 2001 ("2", "3", "4 part 1", "4 part 2", "5", "depends on the product"), or "";
    `preparations` are (preparation, schedule) where it depends on the product.
    """

    name: str
    bnf_code: str
    drug_class: str
    cd_schedule: str
    high_risk: tuple[str, ...]
    preparations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NamedMedicine:
    """What one writing was read as. `medicines`, `bnf_sections`, `bnf_paragraphs` and `drug_classes` are aligned.

    A class word has no medicine but may have drug classes. `high_risk` are the distinct groups of all medicines,
    `high_risk_of` those of each.
    `how`: exact, salt or strength stripped, brand, alias, route (the form or route chose the section), spelling (one
    letter off), split (several medicines), confirmed by a person, listed by NHSBSA, none.
    """

    written: str
    kind: NamingKind
    medicines: tuple[str, ...] = ()
    bnf_sections: tuple[str, ...] = ()
    bnf_paragraphs: tuple[str, ...] = ()
    drug_classes: tuple[str, ...] = ()
    high_risk: tuple[str, ...] = ()
    how: str = "none"
    high_risk_of: tuple[tuple[str, ...], ...] = ()

    @property
    def sections(self) -> tuple[str, ...]:
        """The BNF sections as they are shown, aligned with the medicines."""
        return tuple(section_shown(code) for code in self.bnf_sections)

    @property
    def chapters(self) -> tuple[str, ...]:
        """The BNF chapters as they are shown, aligned with the medicines."""
        return tuple(chapter_shown(code) for code in self.bnf_sections)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A medicine that an unrecognised writing may mean. Only a person may accept it.

    `name` is the known writing that is near, `edits` the number of letters inserted, left out, changed or swapped
    between the two, `look_alike` the medicine of a look-alike sound-alike pair that is near as well, or "".
    """

    medicine: str
    name: str
    edits: int
    look_alike: str
    evidence: str
