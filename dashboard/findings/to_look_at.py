"""For you to look at: what waits for a person before the paper goes to a meeting, each with its count, its age and its link."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.learning.alert import Standing
from dashboard.domain.learning.escalation import AtTheDesk
from dashboard.domain.periods import day_in_london, month_in_words
from dashboard.domain.rows import RecordsNotCounted, UnplacedField
from dashboard.domain.rows.cases import CandourCount
from dashboard.domain.rows.learning import LearningCard
from dashboard.domain.settings import NO_NAME
from dashboard.domain.store import OlderEdition
from dashboard.domain.words import MEDICINE_NOT_RECOGNISED, DutyOfCandour
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.classes import in_sentence
from dashboard.findings.learning.actions import overdue_words
from dashboard.findings.learning.alerts import alerts_to_look_at
from dashboard.findings.learning.signals import Signal, cards_held, signals_in
from dashboard.findings.learning.to_escalate import to_escalate, waiting_in_words
from dashboard.findings.second_source import second_source_words
from dashboard.findings.words import Sentence, age_in_words, count_of, listed, month_name, were
from dashboard.measures.ranking import Ranking
from dashboard.measures.series import Series
from dashboard.measures.special_causes import SpecialCause

SIGNALS_NAMED = 4
EDITIONS = "Editions and imports"
"""The part of the page Upload that releases an edition and names the records of a second system."""


@dataclass(frozen=True)
class LookedAt:
    """What is looked through: the series of the page by the keys of their pictures, the ranking of its classes, and the day on which
    somebody looks. `desk` is what was decided, for those who prepare editions; None for everyone else, who sees what editions hold."""

    series: Mapping[str, Series]
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
    said = waiting_in_words(to_escalate(asking, found.desk, found.today).waiting)
    return Sentence(f"{said}{_whole_trust(asking)}", "to-escalate", "To escalate") if said else None


def _unexplained_signals(asking: Asking, found: LookedAt) -> Sentence | None:
    """Special causes of the last complete months, of each series with limits the newest, near which nothing is recorded: those that
    nobody looks at, and in which cards the others are looked at."""
    with_limits = [series for series in found.series.values() if series.chart and series.newest]
    signals = signals_in(asking, found.series)
    cards = cards_held(asking) if signals else []
    waiting = [f"{_named(each)}{_before(each, cards)}" for each in signals if each.waits(cards)]
    on_cards = [
        (each, card)
        for each in signals
        if not each.waits(cards) and (card := each.card_among(cards)) is not None
    ]
    looked_at = listed(
        [f"{_named(each)}, looked at in card {card.card} ({card.state})" for each, card in on_cards],
        SIGNALS_NAMED,
    )
    if not waiting:
        page = f"learning-cards?card={on_cards[0][1].card}" if len(on_cards) == 1 else "learning-cards"
        return Sentence(looked_at, page, "Learning cards") if looked_at else None
    also = f". On cards: {looked_at}" if looked_at else ""
    return Sentence(
        f"{len(waiting)} of {count_of(len(with_limits), 'measure')} of reporting, harm and classes {were(len(waiting))} unusual with "
        "no annotation, series break or learning card near: "
        f"{listed(waiting, SIGNALS_NAMED)}{also}",
        "learning-cards",
        "Learning cards",
    )


def _named(signal: Signal) -> str:
    return f"{in_sentence(signal.series.name)}, {_when(signal.cause)}"


def _before(signal: Signal, cards: Sequence[LearningCard]) -> str:
    """Of a signal that comes again after its card was closed."""
    card = signal.card_among(cards)
    return f" (looked at before in card {card.card})" if card else ""


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


def _alerts(state: Standing) -> Callable[[Asking, LookedAt], Sentence | None]:
    return lambda asking, found: alerts_to_look_at(asking, found.today, state)


def _overdue_actions(asking: Asking, found: LookedAt) -> Sentence | None:
    try:
        words = overdue_words(asking.rows("safety_actions", EVERYTHING), found.today)
    except OlderEdition:  # it holds no actions, which the page Safety actions says
        return None
    return Sentence(f"{words}{_whole_trust(asking)}", "safety-actions", "Safety actions") if words else None


PARTS: tuple[Callable[[Asking, LookedAt], Sentence | None], ...] = (
    _draft,
    _no_name,
    _to_escalate,
    _overdue_actions,
    _unexplained_signals,
    _without_candour_decision,
    _alerts(Standing.OVERDUE),
    _alerts(Standing.DUE_SOON),
    _alerts(Standing.TO_REVIEW),
    _unlinked_records,
    _words_to_place,
    _names_to_confirm,
)
"""In the order in which they are read; another thing that waits is one more line here."""
