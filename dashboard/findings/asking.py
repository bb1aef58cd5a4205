"""What a page or a pack is asking: one edition, one filter, one reader, and the words that every picture carries."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from dashboard import __version__
from dashboard.charts.frame import Standing
from dashboard.domain.dated import DatedKind
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.medicines import ClassBy
from dashboard.domain.periods import (
    DEFAULT_PRESET,
    Preset,
    ReportingPeriod,
    day_in_words,
    last_day,
    london_day_in_words,
    month_of,
    months_later,
    preset_period,
)
from dashboard.domain.reading_sample import FIRST_SEED
from dashboard.domain.rows import (
    CoveredMonth,
    DatedRow,
    EditionFacts,
    LeftOutOfMonths,
    ListedIncident,
    NumberedIncidents,
)
from dashboard.findings.words import LABELS
from dashboard.measures.months import (
    Happened,
    Months,
    MonthState,
    month_states,
    newest_complete_month,
    what_happened,
)
from dashboard.measures.reporting_lag import learnt_curve
from dashboard.measures.rules import rule_set
from dashboard.measures.series import Series, judge
from dashboard.stats import NoCurve, ReportingCurve

EVERYTHING = IncidentFilter()
CURVE = "the curve of late reporting"
MADE_UP_MARK = "Made-up trust: not real patients"
DRAFT_MARK = "Draft, not released"


@dataclass(frozen=True)
class EditionSeen:
    """The edition as the reader meets it. newest: the newest edition's number where this is an earlier one, else None."""

    edition_id: int
    released_at: datetime | None
    released_by: str | None
    newest: int | None = None

    def in_words(self) -> str:
        if self.released_at is None:
            return f"Edition {self.edition_id}, a draft."
        by = f" by {self.released_by}" if self.released_by and self.released_by != "single-user" else ""
        return f"Released {london_day_in_words(self.released_at)}{by} (edition {self.edition_id})."

    def in_short(self) -> str:
        """'edition 12 (released 5 October 2026)', 'edition 14 (a draft)'."""
        state = f"released {london_day_in_words(self.released_at)}" if self.released_at else "a draft"
        return f"edition {self.edition_id} ({state})"

    def as_it_stood(self) -> str:
        """The line above the title of an earlier edition; empty for the newest."""
        if self.newest is None:
            return ""
        state = (
            f"released {london_day_in_words(self.released_at)}"
            if self.released_at
            else "a draft that was not released"
        )
        return f"As it stood: {state} (edition {self.edition_id}). Newest is edition {self.newest}."


def _no_paper() -> "Asking | None":
    return None


def _lists_no_cases(name: str, asked: IncidentFilter, _: Any) -> list[Any]:
    raise LookupError("Whoever asks here gets figures, and no incident one by one.")


@dataclass(frozen=True)
class Asking:
    """`answer(question, filter)` gives the typed rows of one question; the same question is never sent twice for a page.

    of_edition: what is worked out of the edition whatever is asked; those who look at the same one may share it.
    """

    answer: Callable[[str, IncidentFilter], list[Any]]
    edition: EditionSeen
    asked: IncidentFilter
    answer_cases: Callable[[str, IncidentFilter, int], list[Any]] = _lists_no_cases
    """`answer_cases(question, filter, seed)`: the same for incidents one by one, of which few answers are kept."""

    answer_blocks: Callable[[str, IncidentFilter, tuple[int, ...]], list[Any]] = _lists_no_cases
    """`answer_blocks(question, filter, blocks)`: the same for the incidents of some blocks of numbers."""

    draws_annotations: bool = True

    last_paper: "Callable[[], Asking | None]" = field(default=_no_paper, compare=False)
    """The edition that a committee looked at before this one, asked everything; None where this is the first."""

    may_act: bool = True
    """Whether the reader places words, records what happened and releases: others are not sent where that is done."""

    of_edition: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    _kept: dict[tuple[str, IncidentFilter], list[Any]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def rows(self, name: str, asked: IncidentFilter | None = None) -> list[Any]:
        wanted = self.asked if asked is None else asked
        if (name, wanted) not in self._kept:
            self._kept[name, wanted] = self.answer(name, wanted)
        return self._kept[name, wanted]

    def know(self, name: str, rows: Iterable[Any]) -> None:
        """A question of the whole edition has these rows from now on: what stands at the desk, and in no edition yet."""
        self._kept[name, EVERYTHING] = [*rows]

    def asked_so_far(self) -> tuple[tuple[str, bool], ...]:
        """The questions that were asked of what is asked, in their order; each with whether it went on to the filling months."""
        filling = self.with_filling_months().asked
        return tuple(
            (name, asked != self.asked) for name, asked in self._kept if asked in (self.asked, filling)
        )

    def cases(self) -> list[ListedIncident]:
        """The newest incidents of what is asked, one by one (2,000 at most)."""
        return self.answer_cases("incidents_listed", self.asked, FIRST_SEED)

    def reading_sample(self, seed: int) -> list[ListedIncident]:
        """A sample of what is asked, drawn by a seed."""
        return self.answer_cases("reading_sample", self.asked, seed)

    def numbered(self, blocks: tuple[int, ...]) -> list[NumberedIncidents]:
        """The incidents of what is asked by number, month and harm level, of these blocks of numbers alone."""
        return self.answer_blocks("incidents_of_blocks", self.asked, blocks)

    def of(self, asked: IncidentFilter, **more: Any) -> "Asking":
        """The same edition asked another thing; what is known of it is not asked again."""
        return replace(self, asked=asked, **more)

    def with_records(self, *records: DatedRow) -> "Asking":
        """The same question as if these had been recorded too: for a preview. Nothing is stored."""
        known = self.rows("dated_records", EVERYTHING)
        return replace(self, _kept=self._kept | {("dated_records", EVERYTHING): [*known, *records]})

    def without_record(self, kind: DatedKind, dated_on: date, label: str) -> "Asking":
        """The same question as if this had not been recorded: where it stands under another name already."""
        known = self.rows("dated_records", EVERYTHING)
        others = [row for row in known if (row.kind, row.dated_on, row.label) != (kind, dated_on, label)]
        return replace(self, _kept=self._kept | {("dated_records", EVERYTHING): others})

    def with_filling_months(self) -> "Asking":
        """The same question on to the months right after its period that are still filling up: a picture of months draws them
        hollow, so that what was recorded last is seen, and judges nothing by them.
        """
        return self._filling

    @cached_property
    def _filling(self) -> "Asking":
        last = self.asked.until
        if last is None or last != last_day(month_of(last)):
            return self
        states = month_states(None, self.calendar, self.facts, self.asked.basis, self.curve).states
        month = months_later(month_of(last), 1)
        while states.get(month) is MonthState.FILLING_UP:
            last, month = last_day(month), months_later(month, 1)
        return self if last == self.asked.until else replace(self, asked=self.asked.narrowed(until=last))

    @cached_property
    def facts(self) -> EditionFacts:
        return self.rows("edition_facts", EVERYTHING)[0]

    @cached_property
    def calendar(self) -> list[CoveredMonth]:
        """The whole calendar of coverage, for the sites that are asked for."""
        return self.rows("covered_months", IncidentFilter(site=self.asked.site))

    @property
    def class_by(self) -> ClassBy:
        return self.asked.class_by

    @property
    def period(self) -> ReportingPeriod | None:
        """What is asked, from day to day; an end that is left open is that of the calendar. None: everything."""
        first, last = self.asked.from_, self.asked.until
        if first and last:
            return ReportingPeriod(first, last)
        months = [row.month for row in self.calendar]
        if (first is None and last is None) or not months:
            return None
        first = first or min(min(months), last or min(months))
        return ReportingPeriod(first, last or last_day(max(max(months), month_of(first))))

    @cached_property
    def learnt_curve(self) -> ReportingCurve | NoCurve | None:
        """The whole trust's curve of late reporting, whatever is asked, or why there is none; None where the edition does
        not say from which share a month counts.
        """
        if self.facts.complete_from_percent is None:
            return None
        if CURVE not in self.of_edition:
            self.of_edition[CURVE] = learnt_curve(self.rows("reporting_delays", EVERYTHING))
        return self.of_edition[CURVE]

    @property
    def curve(self) -> ReportingCurve | None:
        learnt = self.learnt_curve
        return learnt if isinstance(learnt, ReportingCurve) else None

    @cached_property
    def months(self) -> Months:
        return month_states(self.period, self.calendar, self.facts, self.asked.basis, self.curve)

    @cached_property
    def left_out(self) -> LeftOutOfMonths:
        return self.rows("incidents_left_out_of_months")[0]

    @cached_property
    def happened(self) -> list[Happened]:
        records: list[DatedRow] = self.rows("dated_records", EVERYTHING)
        return what_happened(
            records,
            self.months,
            sites=self.asked.site,
            divisions=self.asked.division,
            # a dated record names a curated class: of other classes it is not known whether it touches them
            drug_classes=self.asked.drug_class if self.class_by is ClassBy.CURATED else None,
        )

    @property
    def drawn(self) -> list[Happened]:
        """What pictures are drawn with: breaks always, annotations where the reader has not hidden them. Sentences name both."""
        return [event for event in self.happened if event.is_break or self.draws_annotations]

    def judged(
        self, name: str, unit: str, incidents: Mapping[date, int], *, months: Months | None = None, **how: Any
    ) -> Series:
        """A monthly series of what is asked, judged by the trust's rule set; `how` as `measures.series.judge` takes it.

        months: what each month is for this series, where that differs from what it is for all incidents.
        """
        return judge(
            name,
            unit,
            self.months if months is None else months,
            incidents,
            happened=self.happened,
            rules=rule_set(self.facts.rule_set),
            **how,
        )

    @property
    def standing(self) -> Standing:
        marks = []
        if self.facts.made_up:
            marks.append(MADE_UP_MARK)
        if self.edition.released_at is None:
            marks.append(DRAFT_MARK)
        if self.edition.newest is not None:
            marks.append(
                f"As it stood in edition {self.edition.edition_id}; the newest is {self.edition.newest}"
            )
        return Standing(
            trust=self.facts.trust_name,
            period=self.period_words,
            basis=self.asked.basis.words,
            edition=self.edition.in_words(),
            filter_words=self.asked.in_words(LABELS),
            marks=tuple(marks),
            method=f"Rules: {self.facts.rule_set}; dashboard version {__version__}.",
        )

    @property
    def period_words(self) -> str:
        if self.asked.from_ and self.asked.until:
            return ReportingPeriod(self.asked.from_, self.asked.until).in_words()
        if self.asked.from_:
            return f"from {day_in_words(self.asked.from_)}"
        if self.asked.until:
            return f"until {day_in_words(self.asked.until)}"
        return "all dates"

    def about(self) -> str:
        """The filter as the end of a sentence: ' (ward or place: Ward 7)', or nothing."""
        words = self.standing.filter_words
        return f" ({words})" if words else ""


def default_filter(
    facts: EditionFacts, calendar: list[CoveredMonth], curve: ReportingCurve | None
) -> IncidentFilter:
    """The last 24 complete months; everything where no month is complete (years only, or an extract too young)."""
    period = period_of_preset(DEFAULT_PRESET, facts, calendar, curve)
    return IncidentFilter(from_=period.first, until=period.last) if period else EVERYTHING


def period_of_preset(
    preset: Preset, facts: EditionFacts, calendar: list[CoveredMonth], curve: ReportingCurve | None
) -> ReportingPeriod | None:
    """The period that a preset means for this edition; None is everything."""
    newest = newest_complete_month(calendar, facts, curve)
    if newest is None:
        return None
    return preset_period(preset, newest, min(row.month for row in calendar))


OLD_AFTER_DAYS = 35
"""A month of up to 31 days and four to run and upload its listing: a trust that uploads monthly never sees the warning."""


def stands_on(facts: EditionFacts, incidents_to: date | None) -> str:
    """The first line of every page: which extract it stands on, and that it is not a live feed."""
    if facts.newest_as_at is None:
        return "No extract has been imported yet."
    until = f" (incidents to {day_in_words(incidents_to)})" if incidents_to else ""
    return (
        f"From the extract of {day_in_words(facts.newest_as_at)}{until}. Not a live feed: urgent incidents are handled in "
        "your incident system."
    )


def old_extract_words(facts: EditionFacts, today: date) -> str:
    """A warning where the newest extract is more than 35 days old; empty where it is not, and for the made-up trust, whose extract
    only ever grows older.

    By the day that the extract speaks for and not the day of its upload: an old listing uploaded today is still old.
    """
    if facts.newest_as_at is None or facts.made_up:
        return ""
    days = (today - facts.newest_as_at).days
    if days <= OLD_AFTER_DAYS:
        return ""
    return (
        f"The newest extract is {days:,} days old ({day_in_words(facts.newest_as_at)}): what was recorded since is not in these "
        "figures. Upload a new one before they go to a meeting."
    )
