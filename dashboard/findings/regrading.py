"""Re-grading: how many of the moderate and above were graded up and down since they were first received."""

from dashboard.charts.frame import Picture
from dashboard.charts.regrading import regraded_by_month
from dashboard.domain.incident_filter import Basis
from dashboard.domain.periods import day_in_words, last_day, month_in_words
from dashboard.domain.rows import ExtractRow, MonthFirstAndNow
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.words import count_of
from dashboard.measures.regrading import Regraded, Regrading, regrading

ONE_EXTRACT = "Only one extract has been stored, so no re-grading can be seen yet."
WHATEVER_HARM = "The filter of harm level is left aside here: it goes by the grade now, and would hide what was graded out of it."


def regraded(asking: Asking) -> Regrading:
    """Of what is asked at any level of harm."""
    rows: list[MonthFirstAndNow] = asking.rows("moderate_and_above_first_and_now")
    extracts: list[ExtractRow] = asking.rows("extracts", EVERYTHING)
    if asking.asked.basis is Basis.REPORTED:
        # what an extract covers is said of days of incidents: of days of reports it is not known
        found = regrading(rows, [], asking.months)
        return Regrading(found.total, found.by_month, found.in_no_month, frozenset(asking.months.states))
    return regrading(rows, extracts, asking.months)


def regrading_picture(asking: Asking) -> Picture | str:
    """By month of incident, or a sentence where there is nothing to draw."""
    aside = asking.asked.harm is not None
    if aside:
        asking = asking.of(asking.asked.narrowed(harm=None))
    extracts: list[ExtractRow] = asking.rows("extracts", EVERYTHING)
    if len(extracts) < 2:
        return f"Re-grading of moderate harm and above: {ONE_EXTRACT[:1].lower()}{ONE_EXTRACT[1:]}"
    found = regraded(asking)
    sentence = regrading_sentence(found.total)
    if not (found.total.up or found.total.down) or not len(asking.months):
        return f"Re-grading of moderate harm and above: {sentence} {_less_time(asking)}".rstrip()
    return regraded_by_month(
        found,
        asking.months,
        asking.standing,
        sentence=sentence,
        caption=" ".join(
            part
            for part in (
                f"Bars by month of the incident{asking.about()}: graded up since first received above the line, down beneath it.",
                _in_no_month(found),
                _less_time(asking),
                WHATEVER_HARM if aside else "",
            )
            if part
        ),
        happened=asking.drawn,
    )


def regrading_sentence(found: Regraded) -> str:
    """Of those first graded moderate or above how many are lower and higher now, who came up, and what 61 at first are now."""
    if not found.at_first and not found.now:
        return "No incident was moderate or above at first or is now."
    if not found.changed:
        return f"None of the {found.at_first:,} first graded moderate or above has another grade now, and no other came up to it."
    if found.down or found.up_within:
        moves = f"{found.down:,} {_has(found.down)} a lower grade now{_below(found)} and {found.up_within:,} a higher one"
    else:
        moves = "none has a lower or a higher grade now"
    parts = [f"Of the {found.at_first:,} first graded moderate or above, {moves}"]
    for count, words in (
        (found.came_up, "more came up from no harm or low"),
        (found.no_grade_at_first, "more had no grade at first"),
        (found.no_grade_now, f"{_has(found.no_grade_now)} no grade now"),
    ):
        parts += [f"{count:,} {words}"] if count else []
    return f"{'; '.join(parts)}. So {found.at_first:,} at first {_are(found.at_first)} {found.now:,} now."


def _below(found: Regraded) -> str:
    if not found.down:
        return ""
    if found.fell_below == found.down:
        return " (below moderate)" if found.down == 1 else " (all below moderate)"
    return f" ({found.fell_below:,} of them below moderate)"


def _in_no_month(found: Regrading) -> str:
    """Those that the sentence counts and no month holds."""
    if not found.in_no_month:
        return ""
    return f"The sentence counts {found.in_no_month:,} more that lie in no month here: no full date, or no extract covers it."


def _less_time(asking: Asking) -> str:
    """'Recent months have had less time to be re-graded: September 2026 ended 34 days before the newest extract (3 November 2026).'"""
    newest, seen = asking.months.newest, asking.facts.newest_as_at
    if newest is None or seen is None:
        return "Recent incidents have had less time to be re-graded."
    days = (seen - last_day(newest)).days
    return (
        f"Recent months have had less time to be re-graded: {month_in_words(newest)} ended {count_of(days, 'day')} before the newest "
        f"extract ({day_in_words(seen)})."
    )


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
