"""How well and how fast names of medicines are read: against labels of the real sample, and against the clock."""

import csv
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path

from dashboard.extracts.medicines import reference
from tests.python_files import ROOT

SAMPLE = ROOT.parent / "shared" / "data" / "incidents" / "nrls_medication_2016_21_sample.csv"
LABELS = ROOT / "tests" / "golden" / "nrls_medicine_names.csv"
STRENGTHS = (
    "",
    "5mg",
    "10 mg tablets",
    "500mg/5ml",
    "1 g IV",
    "oral solution",
    "40mg od",
    "injection",
    "200 micrograms",
)
UNKNOWN = ("Zorbatine", "Quellamab", "see chart overleaf", "pt's own supply from home", "Mirofen plus", "the blue one")  # fmt: skip


@dataclass(frozen=True)
class Accuracy:
    """Rows of the sample, by what their label says and what they were read as."""

    names: int
    right: int
    section: int
    wrong: int
    placeholders: int
    placeholders_right: int

    def in_words(self) -> str:
        return (
            f"names of the real sample, by rows: {self.names:,} name a medicine; {100 * self.right / self.names:.2f} % read as "
            f"it, {100 * self.section / self.names:.2f} % with its BNF section, {100 * self.wrong / self.names:.2f} % as another; "
            f"placeholders {self.placeholders_right} of {self.placeholders}"
        )


def accuracy() -> Accuracy | None:
    """Against labels made by hand, weighted by row; None where the sample is not on this machine.

    Right is every medicine of the label and no other; wrong is any medicine that the label does not name.
    """
    if not SAMPLE.exists():
        return None
    with LABELS.open(encoding="utf-8", newline="") as lines:
        labels = {row["name"]: row for row in csv.DictReader(lines)}
    found: Counter[str] = Counter()
    with SAMPLE.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            label = labels[row["ApprovedNameDrug1"]]
            read = reference().name(row["ApprovedNameDrug1"], row["RouteDrug1"])
            meant = set(filter(None, label["medicines"].split(";")))
            if label["kind"] == "placeholder":
                found["placeholders"] += 1
                found["placeholders right"] += read.kind == "placeholder"
            found["wrong"] += bool(set(read.medicines) - meant)
            if meant:
                found["names"] += 1
                found["right"] += set(read.medicines) == meant
                found["section"] += sorted(read.bnf_sections) == sorted(label["bnf_sections"].split(";"))
    return Accuracy(
        found["names"], found["right"], found["section"], found["wrong"],
        found["placeholders"], found["placeholders right"],
    )  # fmt: skip


def distinct_names(count: int, seed: int = 7) -> list[str]:
    """Different writings as staff type them: known names with strengths, forms and slips, and one in six unknown."""
    chance = random.Random(seed)
    with (ROOT / "data" / "reference" / "medicine_names.csv").open(encoding="utf-8", newline="") as lines:
        known = [row["written"] for row in csv.DictReader(lines)]
    found: dict[str, None] = {}

    def written() -> Iterator[str]:
        numbered = 0
        for strength, name in product(STRENGTHS, known):
            yield f"{name} {strength}".strip()
            if len(name) > 6 and chance.random() < 0.4:
                at = chance.randrange(1, len(name))
                yield f"{name[:at]}{name[at + 1 :]} {strength}".strip()
            if chance.random() < 0.2:
                numbered += 1
                yield f"{chance.choice(UNKNOWN)} {numbered}"

    for name in islice(written(), 4 * count):
        found[name.replace(",", " ").replace('"', "")] = None
        if len(found) == count:
            return list(found)
    raise ValueError(f"only {len(found)} different names can be made")


def write_names(path: Path, count: int) -> None:
    """One column, a row for each different name."""
    path.write_text("drug\r\n" + "".join(f"{name}\r\n" for name in distinct_names(count)), encoding="utf-8")
