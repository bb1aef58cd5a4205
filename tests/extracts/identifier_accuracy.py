"""How much of what is planted in made-up notes is masked, and how much is masked that should have stayed."""

from collections import Counter
from dataclasses import dataclass

from dashboard.domain.identifiers import LocalIdentifiers, number_forms
from dashboard.extracts.identifiers import details_in, digests
from dashboard.extracts.identifiers.staff_list import key_words
from tests.extracts.incident_notes import HOSPITAL_FORMS
from tests.extracts.made_up_names import STAFF_NAMES
from tests.extracts.note_of_incident import Note

KEY = bytes(range(32))


def local_of_the_trust() -> LocalIdentifiers:
    """The trust's own hospital numbers and staff list, as it would have loaded them."""
    names = [key_words(f"{forename} {surname}") for forename, surname in STAFF_NAMES]
    return LocalIdentifiers(number_forms(HOSPITAL_FORMS), KEY.hex(), digests(names, KEY))


@dataclass
class Measured:
    """`found` of `planted` by kind, `touched` of `stayed` by kind of near miss; the texts that went wrong."""

    planted: Counter[str]
    found: Counter[str]
    stayed: Counter[str]
    touched: Counter[str]
    wrong: list[tuple[str, str, str]]

    def recall(self, kind: str) -> float:
        return self.found[kind] / self.planted[kind]

    def false_masks(self, kind: str) -> float:
        return self.touched[kind] / self.stayed[kind]


def measured(notes: list[Note], local: LocalIdentifiers) -> Measured:
    """A planted detail is found when every letter and figure of it is behind a mark; a near miss is touched by any mark."""
    all_of = Measured(Counter(), Counter(), Counter(), Counter(), [])
    for note in notes:
        hidden = set()
        for detail in details_in(note.text, local):
            hidden.update(range(detail.start, detail.end))
        for kind, start, end in note.planted:
            all_of.planted[kind] += 1
            signs = {place for place in range(start, end) if note.text[place].isalnum()}
            if signs <= hidden:
                all_of.found[kind] += 1
            else:
                all_of.wrong.append(("missed", kind, note.text[max(0, start - 25) : end + 25]))
        for kind, start, end in note.near_misses:
            all_of.stayed[kind] += 1
            if hidden & set(range(start, end)):
                all_of.touched[kind] += 1
                all_of.wrong.append(("touched", kind, note.text[max(0, start - 15) : end + 15]))
    return all_of
