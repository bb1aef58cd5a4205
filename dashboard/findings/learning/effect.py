"""The effect of a safety action: its measure before and after its start, and mostly that it is too early to say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.charts.days_between import HIGHER_IS_BETTER, days_between_picture
from dashboard.charts.frame import Picture, explain_marks
from dashboard.charts.process import series_picture
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.aim import Aim, AimedAt
from dashboard.domain.periods import day_in_words, last_day, month_of, months_later
from dashboard.domain.rows import DayCount, FilterChoice, HarmDay, MonthCount
from dashboard.findings import harm, rates
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.breaks import NEAR_MONTHS
from dashboard.findings.rare_harm import DEPENDS_ON_GRADING
from dashboard.findings.words import count_of, listed
from dashboard.measures.days_between import HALF_A_DAY, DaysBetween, days_between
from dashboard.measures.effect import (
    IntervalsCompared,
    MonthsCompared,
    compare_months,
    compared,
    first_month_after,
)
from dashboard.measures.months import Happened, MonthState
from dashboard.measures.rules import rules_in_words
from dashboard.measures.series import COUNTED, Series, missing_in_words
from dashboard.measures.special_causes import figure, special_cause_in_words, special_causes
from dashboard.stats import BeforeAndAfter, EffectVerdict, SuitedChart

NOT_BECAUSE = "A change after it is not a change because of it."
NOT_SEEN = "That no change is seen does not show that nothing changed: a small one can stay unseen for years."
NOT_HERE = "It aims at places that these figures do not hold, so nothing can be said of its effect here."
NO_MONTH = "No month of what it aims at is complete yet."
NO_DIRECTION = "A reporting rate has no good direction: more reports are not less safety."
CANNOT_SAY = "The count cannot say whether there were {} errors or {} reports"
NO_LASTING = "a month by itself is told as what it is, and is no change that has lasted"
COMES_BACK = "After an unusual spell figures come back by themselves, and that looks like an effect."
TITLES = {
    AimedAt.REPORTING: "Reporting",
    AimedAt.INCIDENTS: "Incidents recorded",
    AimedAt.MODERATE: "Incidents of moderate harm and above",
}
HOW_OFTEN_WRONG = (
    "Of stable series with 24 months before, about 3 in 100 are told to have changed when they are first judged, and 8 to 10 in "
    "100 at one of the first six looks. Of series of 8 a month, 3 in 4 that halve are seen at seven months, and 1 in 5 that fall by "
    "a quarter (simulated; docs/methods.md)."
)


@dataclass(frozen=True)
class Effect:
    """`sentence` is the verdict with its figures, `more` what has to be known beside it; no picture where no month is complete."""

    verdict: EffectVerdict
    sentence: str
    more: tuple[str, ...] = ()
    picture: Picture | None = None


def effect_of(asking: Asking, aim: Aim, started_on: date, label: str) -> Effect:
    """What an action that began on a day did to what it aims at; `label` stands at its line.

    Whatever period and filter `asking` has, the aim's is asked, over every month there is. A ward link's own wards among those
    aimed at are counted, and no other.
    """
    wanted = _of_places_here(asking, aim)
    if wanted is None:
        return Effect(EffectVerdict.CANNOT_BE_TOLD, NOT_HERE)
    whole = asking.of(wanted)
    newest = whole.months.newest
    if newest is None:
        return Effect(EffectVerdict.NOT_ENOUGH_BEFORE, NO_MONTH)
    first = min(row.month for row in whole.calendar)
    here = whole.of(wanted.narrowed(from_=first, until=last_day(newest)))
    found = compared(_series(here, aim.measure), started_on, lambda: _days_between(here, aim.measure))
    told = _Told(here, aim.measure, started_on, label)
    return told.by_month(found) if isinstance(found, MonthsCompared) else told.by_days(found)


def _of_places_here(asking: Asking, aim: Aim) -> IncidentFilter | None:
    """The aim's filter with those of its wards that the reader has figures of; None where there is none."""
    asked = aim.asked()
    if asked.location is None:
        return asked
    rows: list[FilterChoice] = asking.rows("filter_choices", EVERYTHING)
    known = {row.choice for row in rows if row.filter == "location"}
    kept = tuple(place for place in asked.location if place in known)
    return asked.narrowed(location=kept) if kept else None


def _series(here: Asking, measure: AimedAt) -> Series:
    drawn = here.with_filling_months()
    if measure is AimedAt.REPORTING:
        return rates.reporting(here).series
    if measure is AimedAt.MODERATE:
        return harm.moderate_series(drawn, harm.mix_by_month(drawn))
    rows: list[MonthCount] = drawn.rows("incidents_by_month")
    return drawn.judged("Incidents", COUNTED, {row.month: row.incidents for row in rows})


def _days_between(here: Asking, measure: AimedAt) -> DaysBetween:
    rows: Sequence[HarmDay | DayCount] = (
        harm.harm_days(here) if measure is AimedAt.MODERATE else here.rows("incidents_by_day")
    )
    days = [row.dated_on for row in rows if row.dated_on for _ in range(row.incidents)]
    return days_between(days, here.months, here.happened)


@dataclass(frozen=True)
class _Told:
    here: Asking
    measure: AimedAt
    started_on: date
    label: str

    def by_month(self, compared: MonthsCompared) -> Effect:
        series, found = compared.series, compared.found
        sentence = self._months_sentence(series, found)
        more = tuple(part for part in (*self._months_more(compared), *self._beside(found, compared)) if part)
        unit = "month" if series.unit == COUNTED else "month, per 1,000 occupied bed days"
        picture = series_picture(
            self._key,
            f"{TITLES[self.measure]} by {unit}, before and after {day_in_words(self.started_on)}",
            series,
            self.here.standing,
            sentence=sentence,
            caption=self._caption(found, "complete month", "complete months"),
            happened=self._happened,
            how=(*rules_in_words(series.rules), *self._how(found, "months")),
        )
        return Effect(found.verdict, sentence, more, self._finished(picture, found, series.choice.because))

    def by_days(self, compared: IntervalsCompared) -> Effect:
        between, found = compared.between, compared.found
        sentence = self._days_sentence(compared)
        more = tuple(part for part in (*self._days_more(compared), *self._beside(found, None)) if part)
        better = f" ({HIGHER_IS_BETTER})" if self.measure is AimedAt.MODERATE else ""
        picture = days_between_picture(
            self._key,
            f"Days between: {_small(TITLES[self.measure])}, before and after {day_in_words(self.started_on)}{better}",
            between,
            self.here.standing,
            sentence=sentence,
            caption=self._caption(found, "interval", "intervals"),
            happened=self._happened,
            how=(
                "Average and limits are those of a t chart of the intervals before the start (Nelson 1994).",
                *self._how(found, "intervals"),
            ),
            axis=f"Days{better}",
        )
        return Effect(found.verdict, sentence, more, self._finished(picture, found, between.choice.because))

    @property
    def _key(self) -> str:
        return f"effect-on-{self.measure.value.replace(' ', '-')}"

    @property
    def _start(self) -> Happened:
        return Happened(month_of(self.started_on), self.started_on, self.label, is_break=False)

    @property
    def _others(self) -> list[Happened]:
        """Whatever else is recorded, from shortly before the start on; the action itself may be recorded too."""
        earliest = months_later(month_of(self.started_on), -NEAR_MONTHS)
        return [event for event in self._but_itself(self.here.happened) if event.month >= earliest]

    @property
    def _happened(self) -> list[Happened]:
        return [*self._but_itself(self.here.drawn), self._start]

    def _but_itself(self, events: Sequence[Happened]) -> list[Happened]:
        own = (self.started_on, self.label, False)
        return [event for event in events if (event.dated_on, event.label, event.is_break) != own]

    def _caption(self, found: BeforeAndAfter, one: str, many: str) -> str:
        compares = (
            f"{count_of(found.before, one, many)} before {self.label} ({day_in_words(self.started_on)}) and {found.after:,} "
            f"since{self.here.about()}; needed are {found.fewest_before} before and {found.fewest_after} since"
            f"{', or as many complete months and longer without one than the limit' if found.still_open else ''}. Verdict: "
            f"{found.verdict.value}."
        )
        return " ".join(part for part in (compares, missing_in_words(self.here.months)) if part)

    def _finished(self, picture: Picture, found: BeforeAndAfter, because: str) -> Picture:
        judged = (
            found.verdict
            in (
                EffectVerdict.TOO_EARLY,
                EffectVerdict.NO_CHANGE_SEEN,
            )
            or found.verdict.is_change
        )
        if judged and found.centre is not None:
            explain_marks(
                picture.figure,
                f"Average and limits are those before {day_in_words(self.started_on)} alone, carried on.",
            )
            return replace(picture, why=f"By what was before the start: {because}")
        return replace(picture, why=picture.sentence)

    def _how(self, found: BeforeAndAfter, many: str) -> tuple[str, ...]:
        month = (
            "A month in which it began belongs to neither side unless it began on the first: part of it was without and part with it."
            if many == "months"
            else "An interval that the start lies in belongs to neither side. What has stopped has no seventh interval: once as many "
            "complete months are over, a time without one beyond the limit is lower by itself."
        )
        return (
            f"Average and limits are those of the {many} before the start and never of those after, so that a change does not move "
            f"what it is judged by. At least {found.fewest_before} are needed before.",
            f"A change is told where the newest {many} are a run on one side of that average as long as the rules ask for; at least "
            f"{found.fewest_after} since the start are needed, because with fewer that rule cannot speak.",
            month,
            HOW_OFTEN_WRONG,
        )

    def _months_sentence(self, series: Series, found: BeforeAndAfter) -> str:
        months = count_of(found.before, "complete month")
        if found.verdict is EffectVerdict.TOO_RARE:
            per = series.choice
            since = sum(
                point.incidents or 0
                for point in series.points
                if point.month >= first_month_after(self.started_on) and point.state is MonthState.COUNTED
            )
            return (
                f"Too rare to judge: {count_of(per.incidents, 'incident')} in the {months} before, {since:,} in "
                f"{count_of(found.after, 'complete month')} since. Read the cases."
            )
        if found.verdict is EffectVerdict.NOT_ENOUGH_BEFORE:
            return (
                f"It cannot be judged: {months} before, and limits to judge by need at least "
                f"{found.fewest_before}."
            )
        if early := self._early_or_broken(found, "complete months"):
            return early
        average = f"the average of the {months} before ({figure(series, found.centre)})"
        if found.verdict is EffectVerdict.NO_CHANGE_SEEN:
            return (
                f"No {_lasting(found)}change seen: of {count_of(found.after, 'complete month')} since, {found.above} lay above and {found.below} "
                f"below {average}; on average {figure(series, found.mean_after)} since.{_ended(found, 'complete months', 'above', 'below')}"
            )
        side, word = ("below", "Lower") if found.verdict is EffectVerdict.LOWER else ("above", "Higher")
        return (
            f"{word} than before: the newest {found.run} complete months lie {side} {average}; on average "
            f"{figure(series, found.mean_after)} since."
        )

    def _early_or_broken(self, found: BeforeAndAfter, many: str) -> str:
        if found.verdict is EffectVerdict.TOO_EARLY:
            return (
                f"Too early to say: {found.after} of {found.fewest_after} {many} since {self.label} "
                f"({day_in_words(self.started_on)})."
            )
        if found.verdict is EffectVerdict.CANNOT_BE_TOLD:
            start = month_of(self.started_on)
            breaks = [
                f"{event.label} ({day_in_words(event.dated_on)})"
                for event in self.here.with_filling_months().happened
                if event.is_break and event.month >= start
            ]
            return (
                f"It cannot be told: the series began anew since then, with {listed(breaks)}, so that before and after "
                "are not comparable."
            )
        return ""

    def _months_more(self, compared: MonthsCompared) -> tuple[str, ...]:
        series, found = compared.series, compared.found
        if (
            found.verdict not in (EffectVerdict.TOO_EARLY, EffectVerdict.NO_CHANGE_SEEN)
            and not found.verdict.is_change
        ):
            return ()
        causes = special_causes(series)
        since = [cause for cause in causes if cause.first >= compared.first_after]
        before = [cause for cause in causes if cause.last < month_of(self.started_on)]
        said = []
        if since and not found.verdict.is_change:
            told = "; ".join(special_cause_in_words(series, cause) for cause in since)
            said.append(f"{told}: {NO_LASTING}.")
        if before:
            said.append(
                f"The months before were not steady: {special_cause_in_words(series, before[-1])}. {COMES_BACK}"
            )
        return tuple(said)

    def _days_sentence(self, compared: IntervalsCompared) -> str:
        found = compared.found
        if early := self._early_or_broken(found, "intervals between incidents"):
            return early
        before = f"about {_days(found.centre)} were usual between two before ({count_of(found.before, 'interval')})"
        if found.verdict is EffectVerdict.NO_CHANGE_SEEN:
            return (
                f"No {_lasting(found)}change seen: of {count_of(found.after, 'interval')} since, {found.above} were longer and {found.below} "
                f"shorter than before; {before}.{_ended(found, 'intervals', 'that were longer', 'that were shorter')}"
            )
        if found.still_open:
            until = compared.between.complete_until
            return (
                f"Lower than before: {count_of(compared.open_days or 0, 'day')} without one by {day_in_words(until) if until else ''}, "
                f"longer than the limit of {_days(found.upper)}; {before}."
            )
        side, word = ("longer", "Lower") if found.verdict is EffectVerdict.LOWER else ("shorter", "Higher")
        return f"{word} than before: the newest {found.run} intervals are {side} than before; {before}."

    def _days_more(self, compared: IntervalsCompared) -> tuple[str, ...]:
        until, said = compared.between.complete_until, []
        if not compared.found.steady_before and compared.found.verdict is not EffectVerdict.CANNOT_BE_TOLD:
            said.append(f"The intervals before were not steady. {COMES_BACK}")
        if not compared.open_is_long or compared.found.still_open or compared.open_days is None or not until:
            return tuple(said)
        return (
            *said,
            f"{count_of(compared.open_days, 'day')} had passed without one by {day_in_words(until)}, longer than the limit of "
            f"{_days(compared.found.upper)}: one such time is told as what it is, and is no change that has lasted.",
        )

    def _beside(self, found: BeforeAndAfter, by_month: MonthsCompared | None) -> tuple[str, ...]:
        """What the verdict cannot say by itself: direction, reporting over the same months, and what else happened."""
        told = found.verdict.is_change
        said = []
        if told and self.measure is AimedAt.INCIDENTS:
            words = "fewer" if found.verdict is EffectVerdict.LOWER else "more"
            said.append(f"{CANNOT_SAY.format(words, words)}{self._reporting_beside()}.")
        if told and self.measure is AimedAt.REPORTING:
            said.append(NO_DIRECTION)
        if told and self.measure is AimedAt.MODERATE:
            better = "Fewer is better" if by_month else "Longer between is better"
            said.append(f"{better}, {DEPENDS_ON_GRADING}")
        if found.verdict is EffectVerdict.NO_CHANGE_SEEN:
            said.append(NOT_SEEN)
        near = [event.named() for event in self._others]
        if told:
            said.append(NOT_BECAUSE)
        if near and found.verdict is not EffectVerdict.CANNOT_BE_TOLD:
            said.append(f"Recorded near its start or since: {listed(near)}.")
        elif told:
            said.append(
                "Nothing else is recorded near its start or since; what nobody recorded is not known here."
            )
        return tuple(said)

    def _reporting_beside(self) -> str:
        """What reporting of all incidents of the same places did over the same months, as the end of a sentence."""
        asked = self.here.asked
        everything = IncidentFilter(
            asked.from_, asked.until, asked.basis, asked.site, asked.division, asked.location
        )
        if everything == asked:
            return ""
        series = rates.reporting(self.here.of(everything)).series
        reporting = compare_months(series, self.started_on)
        found, choice = reporting.found, reporting.series.choice
        whose = ": reporting of all incidents over the same months"
        if found.mean_after is None or found.centre is None or choice.chart is not SuitedChart.XMR:
            return f"{whose} cannot be judged either"
        unit = "a month" if series.unit == COUNTED else "per 1,000 occupied bed days"
        figures = f"{figure(series, found.centre)} {unit} on average before, {figure(series, found.mean_after)} since"
        verdicts = {
            EffectVerdict.LOWER: "was lower than before",
            EffectVerdict.HIGHER: "was higher than before",
            EffectVerdict.NO_CHANGE_SEEN: "shows no change",
        }
        return f"{whose} {verdicts.get(found.verdict, 'cannot be judged yet')} ({figures})"


def _lasting(found: BeforeAndAfter) -> str:
    return "lasting " if found.ended else ""


def _ended(found: BeforeAndAfter, many: str, high: str, low: str) -> str:
    if not found.ended:
        return ""
    return f" A run of {found.ended} {many} {high if found.ended_high else low} did not last."


def _days(level: float | None) -> str:
    """A level of a t chart of days and a half, in whole days."""
    return count_of(max(0, round((level or 0.0) - HALF_A_DAY)), "day")


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]
