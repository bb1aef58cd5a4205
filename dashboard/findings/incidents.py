"""The cases behind what is asked: the newest of them or a reading sample, searched, in sentences and as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.charts.frame import Table
from dashboard.domain.case_search import COLUMNS, DEEPEST, LONGEST_SEARCH, CaseSearch
from dashboard.domain.reading_sample import STRATA
from dashboard.domain.rows import ListedIncident
from dashboard.domain.words import FATAL_IN_FULL, HarmLevel, SourceSystem
from dashboard.findings.asking import Asking
from dashboard.findings.words import listed

SOURCES = {source.value: source.label for source in SourceSystem}
SHOWN_OF_HARM = {HarmLevel.FATAL.value: FATAL_IN_FULL[:1].upper() + FATAL_IN_FULL[1:]}
HELD = (
    "Coded fields only. A reference stands with moderate harm and above, because an edition holds no other; look the others up in "
    "your incident system by date and ward. The number is this program's own: it names an incident of this edition in a meeting."
)


@dataclass(frozen=True)
class Cases:
    """Incidents one by one, as columns. `sentences` say which these are, of how many; `columns` are those of the table in order,
    by heading; `sought` are the texts that a search looks through, by the names that may stand before a colon.
    """

    sentences: tuple[str, ...]
    columns: Mapping[str, Sequence[Any]]
    sought: Mapping[str, Sequence[str]]

    def __len__(self) -> int:
        return len(self.columns["Number"])

    @property
    def table(self) -> Table:
        return Table(tuple(self.columns), tuple(zip(*self.columns.values(), strict=True)))

    def found_by(self, search: CaseSearch | None) -> "Cases":
        """Those that match, with the sentence that says how many of how many, and how the search was understood."""
        if search is None:
            return self
        found = search.matches(self.sought)
        kept = {name: _kept(column, found) for name, column in self.columns.items()}
        sought = {name: _kept(column, found) for name, column in self.sought.items()}
        return replace(
            self,
            sentences=(*self.sentences, _searched(search, sum(found), len(self))),
            columns=kept,
            sought=sought,
        )


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
    return _cases(asking, asking.reading_sample(seed), sentence)


def _all_of(size: int) -> str:
    return "1 of 1" if size == 1 else f"all {size:,}"


def _searched(search: CaseSearch, found: int, of: int) -> str:
    if found:
        return f"{found:,} of the {of:,} listed {'matches' if found == 1 else 'match'}: {search.in_words()}."
    return (
        f"None of the {of:,} listed matches: {search.in_words()}. A word finds what begins with it; try fewer words, or fewer "
        "letters of them."
    )


def _kept(column: Sequence[Any], found: Sequence[bool]) -> list[Any]:
    return [value for value, keep in zip(column, found, strict=True) if keep]


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
        columns["Approval"],
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
        HELD,
    )
