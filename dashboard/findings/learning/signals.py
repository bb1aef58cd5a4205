"""Signals that a learning card can be opened on: what was seen, on which filter, and which card looks at it already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote, urlencode

from dashboard.charts.frame import Picture
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.card import (
    HIGH,
    LOW,
    TITLE_LENGTH,
    Card,
    CardState,
    Sighting,
    seen_until,
    signal_of,
    standing_among,
)
from dashboard.domain.learning.written import cut_to
from dashboard.domain.rows.learning import LearningCard
from dashboard.domain.store import OlderEdition
from dashboard.findings import rare_harm, rates
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.breaks import nothing_recorded_near
from dashboard.findings.classes import RECENT_MONTHS
from dashboard.findings.measures import OF_A_CLASS, Row, all_measures
from dashboard.findings.words import count_of
from dashboard.measures.series import Series
from dashboard.measures.special_causes import SpecialCause, special_cause_in_words, special_causes


@dataclass(frozen=True)
class Signal:
    """A special cause of the newest months that nothing recorded near it explains. `picture` is the key of the picture that shows it."""

    series: Series
    cause: SpecialCause
    picture: str
    asked: IncidentFilter

    @property
    def key(self) -> str:
        return signal_of(self.picture, self.asked, HIGH if self.cause.high else LOW)

    @property
    def sentence(self) -> str:
        return f"{self.series.name}: {special_cause_in_words(self.series, self.cause)}."

    def card_among(self, cards: Sequence[LearningCard]) -> LearningCard | None:
        """The card that is open on it, else the newest that was closed."""
        number = standing_among(((each.card, each.signal, _is_open(each)) for each in cards), self.key)
        return next((each for each in cards if each.card == number), None)

    def is_new_to(self, card: LearningCard) -> bool:
        """Whether its newest month is after what was last seen on the card."""
        until = seen_until(card.query, card.seen_last_on)
        return until is None or self.cause.last > until

    def waits(self, cards: Sequence[LearningCard]) -> bool:
        """Whether nobody looks at it: no card, or one that was closed before it came again."""
        card = self.card_among(cards)
        return card is None or (not _is_open(card) and self.is_new_to(card))


def recent_causes(series: Series) -> list[SpecialCause]:
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


def signals_in(asking: Asking, series: Mapping[str, Series]) -> list[Signal]:
    """Of each series with limits (by the key of its picture) the newest special cause, where nothing is recorded near it."""
    return [
        Signal(each, cause, picture, asking.asked)
        for picture, each in series.items()
        if each.chart and each.newest
        for cause in recent_causes(each)[-1:]
        if nothing_recorded_near(asking.happened, cause.first)
    ]


def signals_of(asking: Asking, rows: Sequence[Row]) -> list[Signal]:
    """Those of all measures at a glance."""
    return signals_in(asking, {row.picture: row.measure.series for row in rows})


def cards_held(asking: Asking) -> list[LearningCard]:
    """Every card; none of an edition that was published before there were any."""
    try:
        return asking.rows("learning_cards", EVERYTHING)
    except OlderEdition:
        return []


SHOWN_ON = {rates.RATE_PICTURE: "reporting-rates", rare_harm.MODERATE.by_month: "harm-levels"}
"""The pages of the pictures that have one of their own."""


def card_on_signal(signal: Signal, asking: Asking, today: date) -> Card:
    """A card as it is opened on a special cause; what was seen leads to the page that shows it, of a class to that class there."""
    side = HIGH if signal.cause.high else LOW
    title = f"{signal.series.name}: {side} than usual"
    page = SHOWN_ON.get(signal.picture, "all-measures")
    if not signal.picture.startswith(OF_A_CLASS):
        return _card(asking, title, signal.sentence, page, signal.picture, signal.key, today)
    of_class = asking.of(asking.asked.narrowed(drug_class=(signal.series.name,)))
    return _card(of_class, title, signal.sentence, "drug-classes", signal.picture, signal.key, today)


def card_on_picture(picture: Picture, page: str, asking: Asking, today: date) -> Card:
    """A card as it is opened on a picture as a whole; what stands out on it is the sentence, else its finding."""
    sentence = picture.stands_out[-1] if picture.stands_out else picture.sentence
    return _card(
        asking, picture.title, sentence, page, picture.key, signal_of(picture.key, asking.asked), today
    )


def card_on_ticked(ticked: Sequence[int], asking: Asking, today: date) -> Card:
    """A card as it is opened on incidents that somebody chose, by their numbers: it names them, and no signal comes again on it."""
    title = f"{count_of(len(ticked), 'incident')} chosen from the list"
    among = f" among {asking.standing.filter_words}" if asking.standing.filter_words else ""
    card = _card(asking, title, f"{title}{among}.", "incidents", "", "", today)
    return replace(card, incidents=tuple(sorted(ticked)))


def card_on_incidents(sentence: str, find: str, asking: Asking, today: date) -> Card:
    """A card as it is opened on the incidents that are asked for, and on what is searched for among them."""
    words = "; ".join(part for part in (asking.standing.filter_words, find and f"with '{find}'") if part)
    key = f"incidents {quote(find)}".rstrip()
    card = _card(
        asking, f"Incidents: {words or 'all that are recorded'}", sentence, "incidents", key, signal_of(key, asking.asked), today
    )  # fmt: skip
    if not find:
        return card
    (sighting,) = card.sightings
    query = urlencode([*asking.asked.pairs(), ("find", find)])
    return replace(card, sightings=(replace(sighting, query=query),))


def row_of(asking: Asking, picture: str) -> Row | None:
    """The measure whose picture has this key; None where it is the picture of one page alone, or draws no month."""
    return next((row for row in all_measures(asking) if row.picture == picture), None)


def _card(
    asking: Asking, title: str, sentence: str, page: str, picture: str, signal: str, today: date
) -> Card:  # fmt: skip
    asked = asking.asked
    sighting = Sighting(asking.edition.edition_id, today, sentence, page, asked.query(), picture)
    return Card(
        cut_to(title, TITLE_LENGTH),
        signal,
        sightings=(sighting,),
        site=_only(asked.site),
        division=_only(asked.division),
        drug_class=_only(asked.drug_class),
        wards=asked.location or (),
    )


def _only(values: tuple[str, ...] | None) -> str | None:
    return values[0] if values and len(values) == 1 else None


def _is_open(card: LearningCard) -> bool:
    return card.state != CardState.CLOSED
