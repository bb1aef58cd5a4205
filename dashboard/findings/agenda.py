"""Saved views against an edition: what each asks in words, where its link leads, and what of it no longer fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.incident_filter import LISTS, WORDS_OF_KEYS, FilterNotUnderstood, IncidentFilter, by_key
from dashboard.domain.periods import Preset, ReportingPeriod, last_day
from dashboard.domain.rows import FilterChoice
from dashboard.domain.saved_view import NAME_LENGTH, SavedView
from dashboard.findings.asking import EVERYTHING, Asking, period_of_preset
from dashboard.findings.words import listed

AGENDA_KEY = "agenda"
"""In a link: the number of the view that it was opened from."""


@dataclass(frozen=True)
class Entry:
    """A saved view as it stands today. `parameters` are those of its link; None: it leads nowhere, and `trouble` says why. Else
    `trouble` says what it asks for that this edition does not hold, or nothing.
    """

    view: SavedView
    words: str
    parameters: dict[str, list[str]] | None
    trouble: str = ""


def entry(whole: Asking, view: SavedView, pages: Mapping[str, str]) -> Entry:
    """`whole` asks for everything; `pages` are the titles of the pages that there are, by path."""
    if view.page not in pages:
        return Entry(view, "", None, "The page that it shows is no longer there: remove it.")
    try:
        asked, preset = view.asked(), view.moving_period()
    except FilterNotUnderstood as problem:
        return Entry(
            view, f"{pages[view.page]}.", None, f"{problem} Save it anew from the page, then remove it."
        )
    period = days_of(preset, whole) if preset else None
    if period:
        asked = asked.narrowed(from_=period.first, until=period.last)
    parts = (
        f"{pages[view.page]}:",
        _uncapitalised(whole.of(asked).standing.line()),
        _of_the_page(view),
        _moves(preset, asked),
    )
    return Entry(view, " ".join(filter(None, parts)), _parameters(view, asked), _missing(asked, whole))


def days_of(preset: Preset, whole: Asking) -> ReportingPeriod | None:
    """The days that a preset means for this edition; None where it holds no month."""
    period = period_of_preset(preset, whole.facts, whole.calendar, whole.curve)
    if period is None and whole.calendar:
        months = [row.month for row in whole.calendar]
        return ReportingPeriod(min(months), last_day(max(months)))
    return period


def place_on_agenda(views: Sequence[SavedView], number: str) -> tuple[int, list[SavedView]] | None:
    """Where (from 0) the view of this number, as a link writes it, stands among those on the agenda; None: it does not."""
    standing = [view for view in views if view.position is not None]
    return next(
        ((place, standing) for place, view in enumerate(standing) if str(view.number) == number), None
    )


def suggested_name(title: str, asked: IncidentFilter, period: str) -> str:
    """'Drug classes: Insulins, Surgery, last 12 months': what a person would call this view, in 80 letters at most."""
    values = [value for name in ("drug_class", "medicine", "high_risk", "stage", "error_type", "harm",
                                 "site", "division", "location", "reporter_group", "source")
              for value in getattr(asked, name) or ()]  # fmt: skip
    parts = [*values, period[:1].lower() + period[1:]] if period else values
    name = f"{title}: {', '.join(parts)}" if parts else title
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1].rstrip(' ,')}…"


def _parameters(view: SavedView, asked: IncidentFilter) -> dict[str, list[str]]:
    return by_key((*asked.pairs(), *view.of_the_page(), (AGENDA_KEY, str(view.number))))


def _moves(preset: Preset | None, asked: IncidentFilter) -> str:
    if preset:
        return f"The period moves on ('{preset.value}')."
    if asked.from_ or asked.until:
        return "The days stay as they are."
    return "No period is kept with it: it opens with the usual one."


def _of_the_page(view: SavedView) -> str:
    kept = dict(view.of_the_page())
    search = f"Searched for: {kept['find']}." if kept.get("find") else ""
    sample = f"Reading sample of seed {kept['sample']}." if kept.get("sample") else ""
    return " ".join(filter(None, (search, sample)))


def _missing(asked: IncidentFilter, whole: Asking) -> str:
    """What a filter names and no incident of this edition has: a ward under another name, a class of another list."""
    choices: list[FilterChoice] = whole.rows("filter_choices", EVERYTHING)
    known = {
        (choice.filter, choice.choice)
        for choice in choices
        if choice.filter != "drug_class" or choice.class_by == asked.class_by
    }
    missing = [
        f"{WORDS_OF_KEYS[name]} '{value}'"
        for name in LISTS
        for value in getattr(asked, name) or ()
        if (name, value) not in known
    ]
    return f"No incident of this edition is of {listed(missing)}." if missing else ""


def _uncapitalised(words: str) -> str:
    """'all dates, by ...' within a sentence; a month keeps its capital."""
    return f"{words[:1].lower()}{words[1:]}" if words.startswith("All ") else words
