"""For you to look at: what waits for a person before the paper goes to a meeting, each with its count, its age and its link."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.learning.escalation import AtTheDesk
from dashboard.domain.periods import day_in_london, month_in_words
from dashboard.domain.rows import RecordsNotCounted, UnplacedField
from dashboard.domain.rows.cases import CandourCount
from dashboard.domain.settings import NO_NAME
from dashboard.domain.store import OlderEdition
from dashboard.domain.words import MEDICINE_NOT_RECOGNISED, DutyOfCandour
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.breaks import nothing_recorded_near
from dashboard.findings.classes import RECENT_MONTHS, in_sentence
from dashboard.findings.learning.to_escalate import to_escalate, waiting_in_words
from dashboard.findings.second_source import second_source_words
from dashboard.findings.words import Sentence, age_in_words, count_of, listed, month_name, were
from dashboard.measures.ranking import Ranking
from dashboard.measures.series import Series
from dashboard.measures.special_causes import SpecialCause, special_causes

SIGNALS_NAMED = 4
EDITIONS = "Editions and imports"
"""The part of the page Upload that releases an edition and names the records of a second system."""


@dataclass(frozen=True)
class LookedAt:
    """What is looked through: the series of the page, the ranking of its classes, and the day on which somebody looks. `desk` is what was
    decided, for those who prepare editions; None for everyone else, who sees what editions hold."""

    series: Sequence[Series]
    ranking: Ranking
    today: date
    desk: AtTheDesk | None = None


def to_look_at(asking: Asking, found: LookedAt) -> tuple[Sentence, ...]:
    """One sentence (without a full stop) for each thing that waits, in the order of PARTS."""
    return tuple(sentence for part in PARTS if (sentence := part(asking, found)))


def others_see(any_released: bool) -> str:
    """What a draft means for everyone else, as the second half of a sentence."""
    return (
        "others see the last released one"
        if any_released
        else "nobody else sees anything until one is released"
    )


def _draft(asking: Asking, found: LookedAt) -> Sentence | None:
    if asking.edition.released_at is not None:
        return None
    paper = asking.last_paper()
    earlier = paper is not None and paper.edition.released_at is not None
    days = (found.today - day_in_london(asking.facts.published_at)).days
    return Sentence(
        f"this draft (edition {asking.edition.edition_id}, made {age_in_words(days)}) is not released yet: {others_see(earlier)}",
        f"upload?part={EDITIONS}",
        "Release",
    )


def _no_name(asking: Asking, _: LookedAt) -> Sentence | None:
    if asking.facts.trust_name != NO_NAME:
        return None
    return Sentence(
        f"the trust has no name yet: '{NO_NAME}' stands in the title of this page and in every download",
        "settings",
        "Settings",
    )


def _to_escalate(asking: Asking, found: LookedAt) -> Sentence | None:
    if found.desk is None:
        return None
    waiting = to_escalate(asking, found.desk, found.today).waiting
    said = waiting_in_words(
        waiting, with_age=not asking.facts.made_up
    )  # what is made up only ever grows older
    return Sentence(f"{said}{_whole_trust(asking)}", "to-escalate", "To escalate") if said else None


def _unexplained_signals(asking: Asking, found: LookedAt) -> Sentence | None:
    """Special causes of the last complete months, of each series with limits the newest, near which nothing is recorded."""
    with_limits = [series for series in found.series if series.chart and series.newest]
    signals = [
        (series, cause)
        for series in with_limits
        for cause in _recent(series)[-1:]
        if nothing_recorded_near(asking.happened, cause.first)
    ]
    if not signals:
        return None
    told = [f"{in_sentence(series.name)}, {_when(cause)}" for series, cause in signals]
    return Sentence(
        f"{len(signals)} of {count_of(len(with_limits), 'measure')} of reporting, harm and classes {were(len(signals))} unusual with "
        "no annotation or series break near: "
        f"{listed(told, SIGNALS_NAMED)}",
        "annotations",
        "Annotations",
    )


def _recent(series: Series) -> list[SpecialCause]:
    """Those that reach into the last complete months, and that limits which allow for activity do not take back."""
    judged = [point.month for point in series.points if point.process][-RECENT_MONTHS:]
    newest = series.newest
    return [
        cause
        for cause in special_causes(series)
        if judged
        and cause.last >= judged[0]
        and not (series.second_look and newest and newest in cause.points and len(cause.points) == 1)
    ]


def _when(cause: SpecialCause) -> str:
    side = "higher" if cause.high else "lower"
    if cause.first == cause.last:
        return f"{side} than usual in {month_in_words(cause.first)}"
    return f"{side} than usual from {month_name(cause.first, cause.last)} to {month_in_words(cause.last)}"


def _whole_trust(asking: Asking) -> str:
    """What waits of the register, and not of what is asked, says so beside figures that are narrowed."""
    return " (in the whole trust)" if asking.asked.in_words() else ""


def _unlinked_records(asking: Asking, _: LookedAt) -> Sentence | None:
    rows: list[RecordsNotCounted] = asking.rows("records_not_counted", EVERYTHING)
    sources = {row.source for row in rows if not row.is_linked}
    words = second_source_words([row for row in rows if row.source in sources])
    if not words:
        return None
    said = "; ".join(each.rstrip(".") for each in words)
    return Sentence(f"{said}{_whole_trust(asking)}", f"upload?part={EDITIONS}", "Upload")


def _words_to_place(asking: Asking, _: LookedAt) -> Sentence | None:
    fields: list[UnplacedField] = asking.rows("unplaced_words", EVERYTHING)
    words, rows = sum(row.words for row in fields), sum(row.row_count for row in fields)
    if not words:
        return None
    return Sentence(
        f"{count_of(words, 'word')} in coded columns of the listings {'has' if words == 1 else 'have'} no meaning given yet, in "
        f"{count_of(rows, 'incident')}{_whole_trust(asking)}, which {'counts' if rows == 1 else 'count'} as not recorded there",
        "upload?part=Words",
        "Words",
    )


def _names_to_confirm(_: Asking, found: LookedAt) -> Sentence | None:
    unknown = next((item for item in found.ranking.apart if item.name == MEDICINE_NOT_RECOGNISED), None)
    if unknown is None:
        return None
    return Sentence(
        f"{unknown.incidents:,} of {count_of(found.ranking.total, 'incident')} {'names' if unknown.incidents == 1 else 'name'} a "
        "medicine that no list knows",
        "medicines",
        "Medicines",
    )


def _without_candour_decision(asking: Asking, _: LookedAt) -> Sentence | None:
    try:
        rows: list[CandourCount] = asking.rows("candour_by_state")
    except OlderEdition:  # it holds nothing of candour, which the page Harm levels says
        return None
    waiting = sum(row.incidents for row in rows if row.duty_of_candour == DutyOfCandour.NOT_RECORDED)
    if not waiting:
        return None
    return Sentence(
        f"{count_of(waiting, 'incident')} of moderate harm or above {'has' if waiting == 1 else 'have'} no decision on the duty of "
        "candour recorded",
        "harm-levels",
        "Review",
    )


PARTS: tuple[Callable[[Asking, LookedAt], Sentence | None], ...] = (
    _draft,
    _no_name,
    _to_escalate,
    _unexplained_signals,
    _without_candour_decision,
    _unlinked_records,
    _words_to_place,
    _names_to_confirm,
)
"""In the order in which they are read; another thing that waits is one more line here."""
