"""What the slides of one pack are made of: one edition, asked of the period, and of the months that its pictures show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from dashboard.charts.frame import Picture
from dashboard.domain.pack_period import PackPeriod, Unit
from dashboard.domain.reader import Profile
from dashboard.domain.rows.learning import Learning
from dashboard.domain.store import OlderEdition
from dashboard.findings import classes, harm, rates
from dashboard.findings.asking import Asking
from dashboard.findings.learning import actions
from dashboard.findings.learning.held import learning_held
from dashboard.findings.overview import Overview, overview
from dashboard.findings.since_last_paper import since_last_paper
from dashboard.measures.harm import HarmByMonth, HarmMix
from dashboard.measures.ranking import Ranking
from dashboard.measures.series import Series, missing_in_words

ACTIONS_NOT_HELD = "This edition was published before safety actions were kept with it."
NOTHING_ASKED = "Nothing this {}: to note."
PAGE = "page"
"""The template of a page as somebody saw it."""

ASSURANCE = "assurance"
OF_PAGES = (PAGE, ASSURANCE)
"""What is made on a page of its own, and by no command."""

LONGEST_SAID = 140
"""Letters of a text that an officer gives: two lines of a box."""


class PackRefused(ValueError):
    """A pack that is not made. The message is one sentence for the person."""


@dataclass(frozen=True)
class OfficersWords:
    """What only a person can say: what the board is asked (empty: nothing), and what was done beyond what is recorded here."""

    ask_of_board: str = ""
    done: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for text in (self.ask_of_board, *self.done):
            if len(text) > LONGEST_SAID:
                raise PackRefused(
                    f"What a person says in a pack has at most {LONGEST_SAID} letters, two lines of a slide; this has {len(text)}."
                )


@dataclass(frozen=True)
class Making:
    """asking: the months that the pictures show, up to the end of the period. counted: the months that slides without time (levels,
    classes, stages) count. of_period: the period itself, which lists are of. period: None where the edition has no month at all.

    day: the day on which the edition was published, so that ages and 'today' in a pack are those of its edition whenever it is made.
    schedules: the schedule of each controlled drug, by medicine, as the reference list has it.
    """

    asking: Asking
    counted: Asking
    of_period: Asking
    profile: Profile
    day: date
    template: str = ""
    unit: Unit = Unit.MONTH
    period: PackPeriod | None = None
    words: OfficersWords = OfficersWords()
    schedules: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def seen(self) -> Overview:
        return overview(self.asking, self.day)

    @cached_property
    def reporting(self) -> rates.Reporting:
        return rates.reporting(self.asking)

    @cached_property
    def rate_picture(self) -> Picture:
        """Its sentence with its units: no sentence before it has named them."""
        return rates.rate_picture(self.asking, self.reporting, alone=True)

    @cached_property
    def mix(self) -> HarmMix:
        return harm.mix_of_period(self.asking)

    @cached_property
    def by_month(self) -> HarmByMonth:
        return harm.mix_by_month(self.asking)

    @cached_property
    def moderate(self) -> Series:
        return harm.moderate_series(self.asking, self.by_month)

    @cached_property
    def trends(self) -> classes.ClassTrends:
        return classes.class_trends(self.asking)

    @cached_property
    def counted_mix(self) -> HarmMix:
        return harm.mix_of_period(self.counted)

    @cached_property
    def ranking(self) -> Ranking:
        return classes.class_ranking(self.counted, self.counted_mix.all_incidents)

    @cached_property
    def _changed(self) -> str:
        return since_last_paper(self.asking)

    @property
    def since(self) -> str:
        """What changed since the last paper: in a pack of an earlier period nothing, as it is about months that the pack does not show."""
        whole = self.asking.of(self.asking.asked.narrowed(from_=None, until=None))
        newest, until = whole.months.newest, self.asking.asked.until
        return "" if newest and until and newest > until else self._changed

    @cached_property
    def waiting(self) -> tuple[str, ...]:
        """What waits for a person, each a sentence."""
        said = (part.text for part in self.seen.parts if part.text != self._changed)
        return tuple(f"{text[:1].upper()}{text[1:]}." for text in said)

    @cached_property
    def learning(self) -> Learning | None:
        """What the edition holds of safety actions; None for one that is older than such records."""
        try:
            return learning_held(self.asking)
        except OlderEdition:
            return None

    @cached_property
    def actions_done_before(self) -> frozenset[int] | None:
        return actions.done_before(self.asking.last_paper())

    @property
    def actions_in_short(self) -> str:
        if self.learning is None:
            return ACTIONS_NOT_HELD
        return actions.in_short(self.learning, self.actions_done_before, self.day)

    @property
    def ask_of_board(self) -> str:
        return self.words.ask_of_board.strip() or NOTHING_ASKED.format(self.unit.value)

    @property
    def has_months(self) -> bool:
        """Whether anything can be drawn by month. Of incidents of which only the year is known nothing can: each month would hold a
        zero that is none.
        """
        return len(self.asking.months) > 0 and not only_years_known(self.asking)

    @cached_property
    def not_complete(self) -> str:
        """What the period of this pack lacks."""
        return not_complete(self.of_period)


def only_years_known(asking: Asking) -> bool:
    """Whether there are incidents and none of them has a full date."""
    left_out = asking.left_out
    return 0 < left_out.incidents == left_out.year_only + left_out.no_date


def not_complete(of_period: Asking) -> str:
    """What a period lacks: months that are still filling up, covered in part or not at all; empty where it is complete."""
    if not len(of_period.months):
        return (
            "No month can be drawn: these extracts hold no full dates." if of_period.facts.incidents else ""
        )
    lacking = missing_in_words(of_period.months)
    return f"This period is not complete: {lacking}" if lacking else ""
