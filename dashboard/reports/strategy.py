"""The search strategy of a pack: what was asked of what, counted how, and the command that makes it again."""

import shlex

from dashboard import __version__
from dashboard.domain.periods import day_in_words, london_day_in_words, month_in_words
from dashboard.domain.rows import ExtractRow
from dashboard.domain.store import OlderEdition
from dashboard.domain.words import SourceSystem
from dashboard.findings import coverage
from dashboard.findings.asking import EVERYTHING
from dashboard.findings.reporting_lag import complete_when
from dashboard.measures.rules import rule_set, rules_in_words
from dashboard.reports.making import OF_PAGES, Making

COUNTED_ONCE = (
    "Each incident counts once, by its reference in its source system; repeated rows of one reference are one incident. Each site and "
    "month is counted from one source. Medicines, stages and error types hang off the incident, so that they can add up to more."
)
NO_FILTER = "None: the whole trust, every medicine and every level of harm."
EXACT = "Exact: every count stands as it is. For the committee, directors and the closed part of a board."
"""Of an internal pack; what the rule does to small numbers a pack for others says itself (open_slides.py)."""


def strategy(making: Making) -> tuple[tuple[str, str], ...]:
    """(what, words), in the order in which they are read. The digest is added by whoever prints it: it is of the whole pack."""
    asking, facts = making.of_period, making.of_period.facts
    sources: list[ExtractRow] = asking.rows("extracts", EVERYTHING)
    rows = [
        ("What was asked", f"Medication incidents recorded at {facts.trust_name}, {asking.standing.basis}."),
        ("Period", _period(making)),
        ("Filter", _filter(asking.standing.filter_words)),
        ("Query", asking.asked.query() or "(none)"),
        ("Edition", f"{asking.edition.in_words()} Published {london_day_in_words(facts.published_at)}."),
        ("Sources", _sources_in_short(sources)),
        *((f"Source {row.import_id}", _source(row, exact=making.profile.is_exact)) for row in sources),
        ("Coverage", _coverage(making)),
        ("Complete months", complete_when(asking)),
        ("Counting", COUNTED_ONCE),
        ("Rules", facts.rule_set),
        ("Rules in full", " ".join(rules_in_words(rule_set(facts.rule_set)))),
        ("Small numbers", EXACT if making.profile.is_exact else ""),
        (
            "Program",
            f"Dashboard version {__version__}; the edition was published by version {facts.product_version}.",
        ),
        ("Make it again", command(making)),
    ]
    return tuple((what, words) for what, words in rows if words)


def command(making: Making) -> str:
    """What makes the same pack again, months later: the edition is named."""
    if making.template in OF_PAGES:
        return f"Open the same page with the edition {making.asking.edition.edition_id} and the same filter."
    asked = making.of_period.asked.narrowed(from_=None, until=None)
    parts = ["python", "-m", "dashboard", "report", "--template", making.template]
    if making.period:
        parts += ["--period", making.period.text]
    parts += ["--edition", str(making.asking.edition.edition_id), "--profile", making.profile.value]
    if asked.query():
        parts += ["--filter", asked.query()]
    if (
        making.profile.is_exact
    ):  # packs for others hold nothing that an officer wrote, so that neither changes them
        parts += ["--ask", making.words.ask_of_board] if making.words.ask_of_board else []
        for text in making.words.done:
            parts += ["--done", text]
    if making.asking.edition.released_at is None:
        parts.append("--draft")
    return shlex.join([*parts, "--out", "FOLDER"])


def _filter(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else NO_FILTER


def _period(making: Making) -> str:
    of, pictures = making.of_period.period_words, making.asking.period_words
    counted = making.counted.period_words
    said = [f"{of[:1].upper()}{of[1:]}."]
    if pictures != of:
        said.append(f"Pictures by month show {pictures}.")
    if counted not in (of, pictures):
        said.append(f"Levels, classes and stages are of {counted}.")
    return " ".join((*said, making.not_complete)).strip()


def _sources_in_short(sources: list[ExtractRow]) -> str:
    """'NRLS (run on 27 June 2024), LFPSE (run on 7 January 2026)', each extract once, in the order of their upload."""
    told = [f"{_system(row)} (as at {day_in_words(row.as_at)})" for row in sources]
    return f"{', '.join(dict.fromkeys(told))}." if told else "No extract has been imported yet."


def _source(row: ExtractRow, *, exact: bool) -> str:
    """The file that was uploaded, by its content: its SHA-256 stays the same whatever it is called. A pack for others names no file
    and no number of rows, and gives no SHA-256, by which a guessed listing could be tried.
    """
    covers = (
        f", covers {day_in_words(row.covers_from)} to {day_in_words(row.covers_until)}"
        if row.covers_from and row.covers_until
        else ""
    )
    file = f"{row.file_name}: " if exact else ""
    rows = f", {row.rows_accepted:,} rows accepted" if exact else ""
    content = f" SHA-256 {row.sha256}." if exact else ""
    return f"{file}{_system(row)}, as at {day_in_words(row.as_at)}{covers}{rows}.{content}"


def _system(row: ExtractRow) -> str:
    return SourceSystem(row.source).label


def _coverage(making: Making) -> str:
    months = [row.month for row in making.of_period.calendar]
    if not months:
        return "No extract covers a month."
    whole = f"Months from {month_in_words(min(months))} to {month_in_words(max(months))} are covered."
    try:
        missing = coverage.missing_sentence(coverage.whole_calendar(making.of_period))
    except OlderEdition:
        missing = "This edition holds no calendar by site."
    return f"{whole} {missing or 'No site month among them is missing.'}"
