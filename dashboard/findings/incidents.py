"""The cases behind what is asked: the newest of them or a reading sample, searched, in sentences and as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.charts.frame import Table
from dashboard.domain.case_search import COLUMNS, DEEPEST, LONGEST_SEARCH, CaseSearch
from dashboard.domain.marks import NO_MARKS, Marks
from dashboard.domain.reading_sample import STRATA
from dashboard.domain.rows import ListedIncident
from dashboard.domain.words import FATAL_IN_FULL, HarmLevel
from dashboard.findings.asking import Asking
from dashboard.findings.words import SOURCES, listed

SHOWN_OF_HARM = {HarmLevel.FATAL.value: FATAL_IN_FULL[:1].upper() + FATAL_IN_FULL[1:]}
HELD = (
    "Coded fields only. A reference stands with moderate harm and above, because an edition holds no other; the medication safety "
    "officer can have the others shown. The number is this program's own: it names an incident of this edition in a meeting."
)


@dataclass(frozen=True)
class Cases:
    """Incidents one by one, as columns. `sentences` say which these are, of how many; `columns` are those of the table in order,
    by heading; `sought` are the texts that a search looks through, by the names that may stand before a colon. `marks` are the
    team's own columns: they stand beside the others on the page, and in nothing that leaves it.
    """

    sentences: tuple[str, ...]
    columns: Mapping[str, Sequence[Any]]
    sought: Mapping[str, Sequence[str]]
    marks: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    sampled: bool = False
    references: Mapping[int, str] = field(default_factory=dict)
    """Of incidents that the edition names by number alone, looked up for the officer: on the page, and in nothing that leaves it."""

    def __len__(self) -> int:
        return len(self.columns["Number"])

    @property
    def table(self) -> Table:
        return Table(tuple(self.columns), tuple(zip(*self.columns.values(), strict=True)))

    @property
    def numbers(self) -> Sequence[int]:
        return self.columns["Number"]

    @property
    def shown(self) -> dict[str, Sequence[Any]]:
        """The columns of the page: the number, the team's marks where there are any, then the others."""
        marks = {name: column for name, column in self.marks.items() if any(column)}
        columns = {**self.columns, "Reference": self._with_references()} if self.references else self.columns
        return {"Number": self.numbers, **marks, **columns}

    def _with_references(self) -> list[str | None]:
        return [
            held or self.references.get(n)
            for n, held in zip(self.numbers, self.columns["Reference"], strict=True)
        ]

    def with_references(self, found: Mapping[int, str]) -> "Cases":
        """With the references of the register, by incident: shown, and searched for."""
        known = replace(self, references=found)
        return replace(
            known, sought={**self.sought, COLUMNS[0]: [each or "" for each in known._with_references()]}
        )

    def found_by(self, search: CaseSearch | None) -> "Cases":
        """Those that match, with the sentence that says how many of how many, and how the search was understood."""
        if search is None:
            return self
        found = search.matches(self.sought)
        return self._kept(found, _searched(search, sum(found), len(self)))

    def marked(self, marks: Mapping[int, Marks], you: str) -> "Cases":
        """With the team's marks, by incident. `you` is the reader: who read an incident is named where it was somebody else."""
        held = [marks.get(n, NO_MARKS) for n in self.numbers]
        read = sum(each.read_on is not None for each in held)
        columns: dict[str, Sequence[Any]] = {"Read": [each.read_on for each in held]}
        if any(each.read_by not in ("", you) for each in held):
            columns["Read by"] = ["you" if each.read_by == you else each.read_by for each in held]
        columns["Tags"] = ["; ".join(each.tags) for each in held]
        said = f"{read:,} of these {len(self):,} {'is' if read == 1 else 'are'} marked as read."
        return replace(
            self,
            sentences=(*self.sentences, said) if read or self.sampled else self.sentences,
            sought={**self.sought, "tag": columns["Tags"]},
            marks=columns,
        )

    def with_marks(self, wanted: str) -> "Cases":
        """Those that are marked so: ANY, READ, UNREAD, or a tag after TAGGED."""
        if wanted == ANY or not self.marks:
            return self
        if wanted in (READ, UNREAD):
            found = [(day is not None) == (wanted == READ) for day in self.marks["Read"]]
        else:
            tag = wanted.removeprefix(TAGGED)
            found = [tag in tags.split("; ") for tags in self.marks["Tags"]]
        return self._kept(found, f"{marks_in_words(wanted)}: {sum(found):,} of the {len(self):,}.")

    def _kept(self, found: Sequence[bool], said: str) -> "Cases":
        return replace(
            self,
            sentences=(*self.sentences, said),
            columns=_kept_of(self.columns, found),
            sought=_kept_of(self.sought, found),
            marks=_kept_of(self.marks, found),
        )


ANY, UNREAD, READ, TAGGED = "any", "unread", "read", "tag: "
"""Which of the incidents are listed, by the team's marks."""


def marks_in_words(wanted: str) -> str:
    """As the control names a choice, and the sentence what it left."""
    if wanted.startswith(TAGGED):
        return f"Tagged '{wanted.removeprefix(TAGGED)}'"
    return {ANY: "Read or not", UNREAD: "Not read yet", READ: "Read"}[wanted]


def newest_cases(asking: Asking) -> Cases:
    """The newest incidents of what is asked, newest first."""
    rows = asking.cases()
    every = asking.left_out.incidents
    if len(rows) < every:
        sentence = f"The {len(rows):,} newest of {every:,} are listed: narrow the filter to see the others."
    elif every == 1:
        sentence = "The one incident that the filter asks for is listed."
    else:
        sentence = f"All {every:,} incidents that the filter asks for are listed, newest first."
    return _cases(asking, rows, sentence)


def sampled_cases(asking: Asking, seed: int) -> Cases:
    """A reading sample, those of severe and fatal harm first."""
    counts = {row.harm_level: row.incidents for row in asking.rows("incidents_by_harm_level")}
    drawn = []
    for stratum in STRATA:
        size, taken = stratum.size(counts), stratum.drawn(counts)
        if size:
            drawn.append(f"{_all_of(size) if taken == size else f'{taken:,} of {size:,}'} {stratum.words}")
    sentence = f"Reading sample drawn by seed {seed}: {listed(drawn)}. The same edition, filter and seed give the same sample."
    return replace(_cases(asking, asking.reading_sample(seed), sentence), sampled=True)


def _all_of(size: int) -> str:
    return "1 of 1" if size == 1 else f"all {size:,}"


def _searched(search: CaseSearch, found: int, of: int) -> str:
    if found:
        return f"{found:,} of the {of:,} listed {'matches' if found == 1 else 'match'}: {search.in_words()}."
    return (
        f"None of the {of:,} listed matches: {search.in_words()}. A word finds what begins with it; try fewer words, or fewer "
        "letters of them."
    )


def _kept_of(columns: Mapping[str, Sequence[Any]], found: Sequence[bool]) -> dict[str, Sequence[Any]]:
    return {
        name: [value for value, keep in zip(column, found, strict=True) if keep]
        for name, column in columns.items()
    }


def _cases(asking: Asking, rows: Sequence[ListedIncident], sentence: str) -> Cases:
    harm = [SHOWN_OF_HARM.get(row.harm_level, row.harm_level) for row in rows]
    source = [SOURCES.get(row.source, row.source) for row in rows]
    classes = asking.class_by.many[:1].upper() + asking.class_by.many[1:]
    columns: dict[str, list[Any]] = {
        "Number": [row.n for row in rows],
        "Reference": [row.reference for row in rows],
        "Date": [row.dated_on for row in rows],
        # a year alone is no day to sort by: it has a column of its own, where there is one
        "Year only": [row.year if row.dated_on is None else None for row in rows],
        "Harm": harm,
        "Ward or place": [row.location for row in rows],
        "Medicines": [row.medicines for row in rows],
        "Error type": [row.error_types for row in rows],
        "Stage": [row.stages for row in rows],
        classes: [row.drug_classes for row in rows],
        "Site": [row.site for row in rows],
        "Division": [row.division for row in rows],
        "Reported by": [row.reporter_group for row in rows],
        "Source": source,
        "Approval": [row.status for row in rows],
    }
    texts = (
        [row.reference or "" for row in rows], harm, columns["Site"], columns["Division"], columns["Ward or place"],
        columns["Medicines"], columns[classes], columns["Stage"], columns["Error type"], columns["Reported by"], source,
        columns["Approval"], [""] * len(rows),
    )  # fmt: skip
    if all(year is None for year in columns["Year only"]):
        del columns["Year only"]
    return Cases((sentence,), columns, dict(zip(COLUMNS, texts, strict=True)))


def how_to_search() -> tuple[str, ...]:
    return (
        "insulin finds every incident in whose coded fields a word begins with insulin: insulin glargine, Insulins.",
        '"Ward 7" in quotes finds these words together and whole: Ward 7, and not Ward 71.',
        "Join words with and, or, not, and brackets: insulin and not (omitted or delayed). Words side by side must all be there.",
        f"Look in one column by its name and a colon, as in stage:prescribing. The names: {', '.join(COLUMNS)}.",
        "The search looks through the incidents that are listed, not through those that the list leaves out. "
        f"At most {LONGEST_SEARCH} letters, and {DEEPEST} brackets inside each other.",
    )


def how_it_is_worked_out(asking: Asking) -> tuple[str, ...]:
    strata = "; ".join(f"{stratum.words}: {stratum.most:,} at most" for stratum in STRATA)
    return (
        f"Listed are the newest incidents of what the filter asks for, {asking.standing.basis}, 2,000 at most; those of which only "
        "the year is known come last. Each incident stands once, however many medicines, stages or errors it has.",
        f"The reading sample is drawn in three parts ({strata}). Within a part every incident has the same chance: it is placed by "
        "the MD5 of seed and number, so the draw does not depend on any order, and anybody draws the same again by the same seed. "
        "An incident that is as it was stays in the sample of the next edition, unless a new one takes its place.",
        "So the sample is for reading and not for counting: severe, fatal and moderate incidents are drawn far more often than others, "
        "and shares in it are not those of the trust.",
        "Read marks and tags are the team's own, kept by the number of the incident with who gave them and when. They stand in no "
        "download, no count and no edition.",
        HELD,
    )
