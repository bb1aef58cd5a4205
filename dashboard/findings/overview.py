"""The first screen: six sentences, each with its number, denominator, comparison and link, over three pictures."""

from dataclasses import dataclass

from dashboard.charts.frame import Picture
from dashboard.domain.rows import RecordsNotCounted, UnplacedField
from dashboard.findings import classes, harm, rates
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.breaks import spans_a_break
from dashboard.findings.second_source import second_source_words
from dashboard.findings.words import Sentence, count_of, interval
from dashboard.findings.years import years_picture
from dashboard.measures.series import filling_in_words


@dataclass(frozen=True)
class Overview:
    title: str
    sentences: tuple[Sentence, ...]
    pictures: tuple[Picture, ...]


def title_of(asking: Asking) -> str:
    """The paper's title: whose incidents, of which period."""
    return f"Medication incidents recorded at {asking.facts.trust_name}, {asking.period_words}"


def overview(asking: Asking) -> Overview:
    """Everything on the first screen, from one edition and one filter."""
    reporting = rates.reporting(asking)
    mix = harm.mix_of_period(asking)
    by_month = harm.mix_by_month(asking)
    trends = classes.class_trends(asking)
    found = classes.class_ranking(asking, mix.all_incidents)
    sentences = (
        Sentence(_recorded(asking, reporting, mix.all_incidents), "reporting-rates", "Reporting rates"),
        Sentence(harm.mix_sentence(mix), "harm-levels", "Harm levels"),
        Sentence(
            harm.moderate_sentence(asking, mix, harm.moderate_series(asking, by_month)),
            "harm-levels",
            "The list",
        ),
        Sentence(classes.standing_out_sentence(asking, trends), "drug-classes", "Drug classes"),
        Sentence(classes.largest_sentence(found, trends, asking.class_by), "drug-classes", "Drug classes"),
        Sentence(_to_look_at(asking), "upload", "Upload"),
    )
    if not len(asking.months):
        pictures: tuple[Picture, ...] = (years_picture(asking),)
    else:
        pictures = (
            rates.rate_picture(asking, reporting),
            harm.by_month_picture(asking, by_month, mix),
            classes.trends_picture(asking, trends),
        )
    return Overview(title_of(asking), sentences, pictures)


def _recorded(asking: Asking, found: rates.Reporting, total: int) -> str:
    if not asking.months.counted:
        return f"{count_of(total, 'incident')} {'was' if total == 1 else 'were'} recorded. {_why_no_months(asking)}"
    start = (
        f"{count_of(found.incidents, 'incident')}{asking.about()} {'was' if found.incidents == 1 else 'were'} recorded "
        f"{rates.counted_months_words(asking)}"
    )
    newest = rates.newest_sentence(asking, found)
    after = (_outside_complete_months(total - found.incidents), spans_a_break(asking))
    if found.overall is None:
        return " ".join(part for part in (f"{start}. {newest} {found.why_counts}", *after) if part)
    digits = found.series.decimals
    overall = (
        f"{found.overall.value:.{digits}f} per 1,000 occupied bed days "
        f"({interval(found.overall.lower, found.overall.upper, digits)})"
    )
    return " ".join(part for part in (f"{start}: {overall}; {newest}", *after) if part)


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


def _to_look_at(asking: Asking) -> str:
    """What waits in the data: unlinked records, words not placed, months filling up, dates that are not known."""
    unlinked: list[RecordsNotCounted] = [
        row for row in asking.rows("records_not_counted", EVERYTHING) if not row.is_linked
    ]
    sources = {row.source for row in unlinked}
    parts = [
        words.rstrip(".")
        for words in second_source_words(
            [row for row in asking.rows("records_not_counted", EVERYTHING) if row.source in sources]
        )
    ]
    words: list[UnplacedField] = asking.rows("unplaced_words", EVERYTHING)
    if words:
        parts.append(
            f"{count_of(sum(row.words for row in words), 'word')} in coded columns {'is' if sum(row.words for row in words) == 1 else 'are'} not placed"
        )
    if still := filling_in_words(asking.with_filling_months().months):
        parts.append(still)
    left_out = asking.left_out
    if left_out.year_only and asking.months.counted:
        parts.append(f"{count_of(left_out.year_only, 'incident')} with a year only left out of months")
    if left_out.no_date:
        parts.append(f"{count_of(left_out.no_date, 'incident')} without a date that can be read")
    if asking.edition.released_at is None:
        parts.append("this draft is not released yet")
    if not parts:
        return "For you to look at: nothing is waiting in these data."
    return f"For you to look at: {'; '.join(parts)}."
