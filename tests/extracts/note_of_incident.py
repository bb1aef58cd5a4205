"""One made-up incident note: its text, what was planted in it, and what looks like a personal detail and is none."""

from dataclasses import dataclass, field

NHS, BIRTH, POSTCODE, PHONE, EMAIL = (
    "NHS number",
    "date of birth",
    "postcode",
    "telephone number",
    "e-mail address",
)
HOSPITAL, INSURANCE, TITLED, STAFF, PLAIN_NAME = (
    "hospital number", "National Insurance number", "name with a title", "name on the staff list", "name, neither",
)  # fmt: skip
DOSE, CODE, WHEN, WORDS = (
    "drug or dose",
    "batch, reference or code",
    "date or time of the event",
    "role, ward or other words",
)

PLANTED = (NHS, BIRTH, POSTCODE, PHONE, EMAIL, HOSPITAL, INSURANCE, TITLED, STAFF, PLAIN_NAME)
NEAR_MISSES = (DOSE, CODE, WHEN, WORDS)


@dataclass
class Note:
    """`text` with what was planted and what must stay: (what, start, end), counted as Python counts signs."""

    text: str = ""
    planted: list[tuple[str, int, int]] = field(default_factory=list)
    near_misses: list[tuple[str, int, int]] = field(default_factory=list)

    def say(self, words: str) -> None:
        self.text += words

    def put(self, what: str, words: str) -> None:
        where = self.planted if what in PLANTED else self.near_misses
        where.append((what, len(self.text), len(self.text) + len(words)))
        self.text += words
