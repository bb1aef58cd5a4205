"""The first screen: six sentences, each with its number, denominator, comparison and link, over three pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.charts.frame import Picture
from dashboard.domain.learning.escalation import AtTheDesk
from dashboard.domain.periods import last_day
from dashboard.domain.words import NO_MEDICINE_NAMED
from dashboard.findings import classes, harm, measures, rare_harm, rates
from dashboard.findings.asking import Asking
from dashboard.findings.breaks import spans_a_break
from dashboard.findings.since_last_paper import since_last_paper
from dashboard.findings.to_look_at import LookedAt, to_look_at
from dashboard.findings.words import RECORDED_CAVEAT, Sentence, count_of, interval
from dashboard.findings.years import years_picture
from dashboard.measures.harm import HarmMix, in_per_cent
from dashboard.measures.months import MonthState
from dashboard.measures.ranking import Ranking
from dashboard.measures.series import Series, missing_in_words

TO_LOOK_AT = "For you to look at"
READ_BY_ALL = ("safety-actions", "alerts", "learning-cards?card=")
"""To what what waits leads a reader who does not act too: signals that are on no card wait for those who open cards."""

NOTHING_WAITS = "nothing is waiting in these data."


@dataclass(frozen=True)
class Overview:
    """sentences: six, the last one whole, as a download has it. parts: what that one is made of, each with its link.

    caveats: what these data cannot tell, in one line. pictures: those whose finding is one of the sentences say it there alone.
    """

    title: str
    sentences: tuple[Sentence, ...]
    parts: tuple[Sentence, ...]
    caveats: str
    pictures: tuple[Picture, ...]
    summary: measures.Summary | None

    def is_said_above(self, picture: Picture) -> bool:
        return picture.sentence in {sentence.text for sentence in self.sentences}


def title_of(asking: Asking) -> str:
    """The paper's title: whose incidents, of which period."""
    return f"Medication incidents recorded at {asking.facts.trust_name}, {asking.period_words}"


def overview(asking: Asking, today: date, desk: AtTheDesk | None = None) -> Overview:
    """Everything on the first screen, from one edition and one filter; `today` is for the age of what waits, `desk` for whoever prepares
    editions."""
    reporting = rates.reporting(asking)
    mix = harm.mix_of_period(asking)
    by_month = harm.mix_by_month(asking)
    moderate = harm.moderate_series(asking, by_month)
    trends = classes.class_trends(asking)
    found = classes.class_ranking(asking, mix.all_incidents)
    series = {rates.RATE_PICTURE: reporting.series, rare_harm.MODERATE.by_month: moderate} | {
        measures.key_of_class(each.name): each for each in trends.series
    }
    looked_at = LookedAt(series, found, today, desk)
    waiting = to_look_at(asking, looked_at)
    since = since_last_paper(asking)
    sentences = (
        Sentence(
            recorded_sentence(asking, reporting, mix.all_incidents), "reporting-rates", "Reporting rates"
        ),
        Sentence(harm.mix_sentence(mix), "harm-levels", "Harm levels"),
        _harmful_sentence(asking, mix, moderate),
        _standing_out(asking, trends),
        Sentence(
            classes.largest_sentence(found, trends, asking.class_by, asking.about()),
            "drug-classes",
            "Drug classes",
        ),
        Sentence(_all_that_waits(waiting, since)),
    )
    if not len(asking.months):
        pictures: tuple[Picture, ...] = (years_picture(asking),)
    else:
        pictures = (
            rates.rate_picture(asking, reporting),
            harm.by_month_picture(asking, by_month, mix),
            *((classes.trends_picture(asking, trends),) if len(asking.months) > 1 else ()),
        )
    return Overview(
        title_of(asking),
        sentences,
        (
            *(
                each if asking.may_act or each.page.startswith(READ_BY_ALL) else Sentence(each.text)
                for each in waiting
            ),
            *((Sentence(since, "as-it-stood", "What changed"),) if since else ()),
        ),
        _caveats(asking, found, reporting.series),
        pictures,
        measures.summary(asking, reporting, moderate, by_month, trends.shown()),
    )


def recorded_sentence(asking: Asking, found: rates.Reporting, total: int) -> str:
    """How many were recorded in the counted months of what is asked, at which rate, beside the newest month."""
    if not asking.months.counted:
        return f"{count_of(total, 'incident')} {'was' if total == 1 else 'were'} recorded. {_why_no_months(asking)}"
    start = (
        f"{count_of(found.incidents, 'incident')}{asking.about()} {'was' if found.incidents == 1 else 'were'} recorded "
        f"{rates.counted_months_words(asking)}"
    )
    # of one month alone the figures stand in the sentence's first half
    newest = (
        rates.newest_sentence(asking, found)
        if len(asking.months.counted) > 1
        else found.series.why_no_limits or ""
    )
    after = (_outside_complete_months(total - found.incidents), spans_a_break(asking))
    if found.overall is None:
        return " ".join(part for part in (f"{start}. {newest} {found.why_counts}", *after) if part)
    digits = found.series.decimals
    joined = "; " if len(asking.months.counted) > 1 else ". "
    overall = (
        f"{found.overall.value:.{digits}f} per 1,000 occupied bed days "
        f"(95 % interval {interval(found.overall.lower, found.overall.upper, digits)})"
    )
    return " ".join(part for part in (f"{start}: {overall}{joined}{newest}", *after) if part)


def _outside_complete_months(incidents: int) -> str:
    """Why the harm levels and classes add up to more than the complete months hold; empty where they do not."""
    if incidents < 1:
        return ""
    lie, count = ("lies", "counts") if incidents == 1 else ("lie", "count")
    return f"{incidents:,} more {lie} outside complete months and {count} in harm levels and classes only."


def _why_no_months(asking: Asking) -> str:
    left_out = asking.left_out
    if left_out.year_only:
        return f"Of {left_out.year_only:,} only the year is known, so they are drawn by year and left out of months."
    if not len(asking.months):
        return "No month can be drawn: these extracts hold no full dates."
    return "No month of this period is complete yet."


def _harmful_sentence(asking: Asking, mix: HarmMix, moderate: Series) -> Sentence:
    """With the link to the list of the newest month's; where it has none, to their page."""
    text = harm.moderate_sentence(asking, mix, moderate)
    newest = moderate.newest
    if newest is None or not newest.incidents:
        return Sentence(text, "harm-levels", "Harm levels")
    of_month = harm.asked_of_harmful(asking).narrowed(from_=newest.month, until=last_day(newest.month))
    return Sentence(text, "incidents", "The list", of_month)


def _standing_out(asking: Asking, trends: classes.ClassTrends) -> Sentence:
    text = classes.standing_out_sentence(asking, trends)
    if trends.standing_out is None:
        return Sentence(text, "drug-classes", "Drug classes")
    name = trends.standing_out[0].name
    return Sentence(text, "drug-classes", name, asking.asked.narrowed(drug_class=(name,)))


def _all_that_waits(waiting: Sequence[Sentence], since: str) -> str:
    """The sixth sentence, as a download has it: what waits in one, and what changed since the last paper."""
    looked = f"{'; '.join(each.text for each in waiting)}." if waiting else NOTHING_WAITS
    return " ".join(part for part in (f"{TO_LOOK_AT}: {looked}", since) if part)


def _caveats(asking: Asking, found: Ranking, series: Series) -> str:
    """What these data cannot tell, in one line: recording, medicines that are not named, months, dates."""
    left_out = asking.left_out
    none = next((item for item in found.apart if item.name == NO_MEDICINE_NAMED), None)
    parts = [RECORDED_CAVEAT]
    if none:
        many = asking.class_by.many_in_short
        parts.append(
            f"{many[:1].upper()}{many[1:]} leave out the {in_per_cent(found.percent(none))} that name no medicine."
        )
    parts.append(missing_in_words(asking.with_filling_months().months))
    parts.append(_so_far(series))
    if left_out.year_only and asking.months.counted:
        parts.append(f"{count_of(left_out.year_only, 'incident')} with a year only left out of months.")
    if left_out.no_date:
        parts.append(f"{count_of(left_out.no_date, 'incident')} without a date that can be read.")
    return " ".join(part for part in parts if part)


def _so_far(series: Series) -> str:
    """What the months that are still filling up hold: who has stored 59 incidents looks for the 9 that the sentences leave out."""
    filling = [point for point in series.points if point.state is MonthState.FILLING_UP]
    incidents = sum(point.incidents or 0 for point in filling)
    if not incidents:
        return ""
    which = (
        "The month that is still filling up holds"
        if len(filling) == 1
        else "The months that are still filling up hold"
    )
    return f"{which} {count_of(incidents, 'incident')} so far."
