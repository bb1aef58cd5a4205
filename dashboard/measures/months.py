"""The months of a picture and what each of them is: counted, partly covered, still filling up, or missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from dashboard.domain.dated import DatedKind
from dashboard.domain.incident_filter import Basis
from dashboard.domain.periods import ReportingPeriod, day_in_words, last_day, month_of, months_between
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.rows import CoveredMonth, DatedRow, EditionFacts
from dashboard.domain.words import SourceSystem
from dashboard.measures.reporting_lag import completeness_of, is_filling_up
from dashboard.stats import ExpectedCount, ReportingCurve


class MonthState(StrEnum):
    COUNTED = "counted"
    FILLING_UP = "still filling up"
    PARTLY_COVERED = "partly covered"
    MISSING = "no extract covers it"
    TOO_FEW = "too few to show"
    WITHHELD = "not shown, so that a smaller figure cannot be worked out"
    NO_CODE = "its source has no code for this"

    @property
    def has_figure(self) -> bool:
        """Whether the month has a figure at all. One that may not be shown is none, and no zero; nor is what the month's source
        cannot say."""
        return self not in (
            MonthState.MISSING,
            MonthState.TOO_FEW,
            MonthState.WITHHELD,
            MonthState.NO_CODE,
        )


LEAST_SHARE = 0.05
"""Below a twentieth reported nothing can be said of what a month will come to."""


@dataclass(frozen=True)
class Months:
    """Every month of a period in order, with its state; a zero is a fact only in a counted month.

    completeness: the share (0 to 1) that is expected to have been reported so far, by `curve`, of each month that is still
    filling up, has ended, is wholly covered and wholly asked for.
    """

    states: dict[date, MonthState]
    completeness: Mapping[date, float] = field(default_factory=dict)
    curve: ReportingCurve | None = None

    def __iter__(self) -> Iterable[date]:  # pyright: ignore[reportIncompatibleMethodOverride]
        return iter(self.states)

    def __len__(self) -> int:
        return len(self.states)

    def of(self, state: MonthState) -> list[date]:
        return [month for month, its in self.states.items() if its is state]

    @property
    def counted(self) -> list[date]:
        return self.of(MonthState.COUNTED)

    def expected(self, month: date, recorded: int) -> ExpectedCount | None:
        """What the month's count will come to; None for a month whose completeness is not known, or below LEAST_SHARE.

        The curve is the whole trust's, whatever the count is of.
        """
        share = self.completeness.get(month)
        if self.curve is None or share is None or share < LEAST_SHARE:
            return None
        return self.curve.expected_final(recorded, share)

    @property
    def newest(self) -> date | None:
        """The newest month whose figures can be compared."""
        return self.counted[-1] if self.counted else None


def month_states(
    period: ReportingPeriod | None,
    covered: Sequence[CoveredMonth],
    facts: EditionFacts,
    basis: Basis,
    curve: ReportingCurve | None = None,
) -> Months:
    """The state of each month of the period (of all covered months when there is no period).

    By date of incident a month fills up until its completeness by the curve is `complete_from_percent`, or without a curve
    for `filling_up_days` after its end (reports come late); by date reported it is complete once the listing speaks for its
    last day.
    """
    rows = {row.month: row for row in covered}
    if period is None:
        if not rows:
            return Months({})
        period = ReportingPeriod(min(rows), last_day(max(rows)))
    states: dict[date, MonthState] = {}
    completeness: dict[date, float] = {}
    for month in months_between(period.first, period.last):
        row = rows.get(month)
        inside = period.first <= month and last_day(month) <= period.last
        if row is None:
            states[month] = MonthState.MISSING
        elif is_filling_up(month, facts, curve, basis):
            states[month] = MonthState.FILLING_UP
            share = completeness_of(month, facts, curve) if basis is Basis.OCCURRED else None
            if share is not None and row.whole_month and inside:
                completeness[month] = share
        elif not row.whole_month or not inside:
            states[month] = MonthState.PARTLY_COVERED
        else:
            states[month] = MonthState.COUNTED
    return Months(states, completeness, curve)


def where_source_has_code(months: Months, covered: Sequence[CoveredMonth], without: SourceSystem) -> Months:
    """The same months for something that one source has no code for: those that are counted from it alone have no figure,
    and those counted from it at some sites are covered only in part.
    """
    sources = {row.month: set(row.sources.split(", ")) for row in covered}
    states = dict(months.states)
    for month, state in states.items():
        if not state.has_figure or without not in sources.get(month, ()):
            continue
        if sources[month] == {without}:
            states[month] = MonthState.NO_CODE
        elif state is MonthState.COUNTED:
            states[month] = MonthState.PARTLY_COVERED
    return replace(months, states=states)


def newest_complete_month(
    covered: Sequence[CoveredMonth], facts: EditionFacts, curve: ReportingCurve | None = None
) -> date | None:
    """The newest month that is wholly covered and no longer filling up, by date of incident."""
    return month_states(None, covered, facts, Basis.OCCURRED, curve).newest


@dataclass(frozen=True)
class Happened:
    """Something dated that this picture is touched by; why it was recorded, on what evidence, by whom and when. `kind`: a DatedKind, or
    nothing where it does not matter."""

    month: date
    dated_on: date
    label: str
    is_break: bool
    reason: str = ""
    evidence: str = ""
    recorded_by: str = ""
    recorded_on: date | None = None
    kind: str = ""

    def named(self) -> str:
        """'Campaign (2 September 2026)', 'Night cupboard (safety action, 20 November 2026)'."""
        kind = f"{self.kind}, " if self.kind in (DatedKind.ACTION, DatedKind.ALERT) else ""
        return f"{self.label} ({kind}{day_in_words(self.dated_on)})"

    def because(self) -> str:
        """'NRLS to LFPSE. The form changed (evidence: minute 4.2; recorded by A. Officer, 3 May 2026).'

        On one person's own computer nobody is named: it would be the name of the account.
        """
        by = f" by {self.recorded_by}," if self.recorded_by not in ("", SINGLE_USER.id) else ""
        rests_on = (
            f"evidence: {self.evidence.strip().rstrip('.')}" if self.evidence.strip() else "",
            f"recorded{by} {day_in_words(self.recorded_on)}" if self.recorded_on else "",
        )
        known = "; ".join(part for part in rests_on if part)
        said = ". ".join(part.strip().rstrip(".") for part in (self.label, self.reason) if part.strip())
        return f"{said} ({known})." if known else f"{said}."


def what_happened(
    records: Sequence[DatedRow],
    months: Months,
    *,
    sites: Sequence[str] | None = None,
    divisions: Sequence[str] | None = None,
    drug_classes: Sequence[str] | None = None,
) -> list[Happened]:
    """The dated records whose day lies in the period and whose scope the filter touches."""
    if not len(months):
        return []
    first, last = min(months.states), last_day(max(months.states))

    def touches(scope: str | None, wanted: Sequence[str] | None) -> bool:
        return scope is None or wanted is None or scope in wanted

    return [
        Happened(
            month_of(record.dated_on),
            record.dated_on,
            record.label,
            record.kind == DatedKind.BREAK,
            record.reason,
            record.evidence,
            record.recorded_by,
            record.recorded_on,
            record.kind,
        )
        for record in records
        if first <= record.dated_on <= last
        and touches(record.site, sites)
        and touches(record.division, divisions)
        and touches(record.drug_class, drug_classes)
    ]
