"""Counts with their names, protected together: what a pack for readers outside the closed meeting is made of, and nothing else.

The true counts go in and do not come out: `Protected` holds what may be shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from dashboard.domain.disclosure import HES_RULE, UNDER_FIVE_RULE
from dashboard.measures.months import Months, MonthState
from dashboard.stats.disclosure import (
    HES,
    MISSING,
    UNDER_FIVE,
    Counted,
    DisclosureRule,
    Relation,
    Shown,
    ShownCount,
    adds_up,
    covers,
    only_added,
    protect,
    within,
)

RULES: Mapping[str, DisclosureRule] = {HES_RULE: HES, UNDER_FIVE_RULE: UNDER_FIVE}
"""The rules by the names that the setting `disclosure_rule` has."""

TOO_FEW_WORDS = "too few to show"
WITHHELD_WORDS = "not shown"
"""In a cell; beside the table it is said why."""

Key = tuple[object, ...]
"""The name of a figure: what it is of, then what of it: ("harm", "Low")."""


def rule_in_words(rule: DisclosureRule) -> str:
    """The rule as it stands at the foot of each page."""
    least = "" if rule.nearest == 1 else f", and the others are rounded to the nearest {rule.nearest}"
    exact = "; the others are exact" if rule.nearest == 1 else ""
    return f"Counts of 1 to {rule.few} are too few to show{least}{exact}; 0 is shown as 0."


def rule_in_full(rule: DisclosureRule) -> tuple[str, ...]:
    """The rule as it stands under 'How this is worked out'."""
    of = (
        "The rule is that of NHS Digital for hospital episode statistics (September 2018), by analogy."
        if rule.name == HES_RULE
        else "The rule shows exact figures from 5 on, so that more of them are withheld than by rounding."
    )
    return (
        rule_in_words(rule),
        of,
        "Totals are made of the exact figures and then shown by the same rule, so that rows need not add up to them. Percentages "
        "and rates are of the figures that are shown; there is none of a figure that is too few to show.",
        f"Where a small figure could still be worked out from the others, one of them is withheld ('{WITHHELD_WORDS}'): it can be of "
        "any size, and is no zero.",
    )


@dataclass(frozen=True)
class Cell:
    """What is shown of one count."""

    shown: ShownCount

    @property
    def state(self) -> Shown:
        return self.shown.state

    @property
    def value(self) -> int | None:
        """What is printed; 0 only where nothing was counted; None where nothing is printed."""
        return self.shown.value

    @property
    def words(self) -> str:
        """'2,410', '0', 'too few to show', 'not shown', 'missing'."""
        if self.value is not None:
            return f"{self.value:,}"
        return {Shown.TOO_FEW: TOO_FEW_WORDS, Shown.WITHHELD: WITHHELD_WORDS}.get(self.state, "missing")

    @property
    def in_table(self) -> int | str:
        """A number, or the words: never an empty cell."""
        return self.words if self.value is None else self.value

    def percent_of(self, whole: "Cell") -> float | None:
        """Of the figures that are shown; None where one of them is not, or the whole is none.

        Rounding can make a part greater than its whole (13 of 12 are 15 of 10): then it is all of it.
        """
        if self.value is None or not whole.value:
            return None
        return min(100.0, 100 * self.value / whole.value)


NO_CELL = Cell(MISSING)


@dataclass(frozen=True)
class Protected:
    """What may be shown of each figure, by its name."""

    rule: DisclosureRule
    cells: Mapping[Key, Cell]

    def cell(self, *key: object) -> Cell:
        """Missing where there is no such figure."""
        return self.cells.get(key, NO_CELL)

    def of(self, *beginning: object) -> dict[object, Cell]:
        """The figures whose names begin so, by the last part of their names."""
        many = len(beginning)
        return {
            key[-1]: cell
            for key, cell in self.cells.items()
            if len(key) == many + 1 and key[:many] == beginning
        }

    def by_month(self, *beginning: object) -> dict[date, Cell]:
        """The same of figures whose names end with a month."""
        return {last: cell for last, cell in self.of(*beginning).items() if isinstance(last, date)}

    @property
    def withholds(self) -> bool:
        return any(cell.state is Shown.WITHHELD for cell in self.cells.values())


@dataclass
class LinkedTables:
    """True counts by name, and how they hang together, until they are protected."""

    figures: dict[Key, Counted] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    _places: dict[Key, int] = field(default_factory=dict)

    def count(self, key: Key, count: int, *, published: bool = True, dear: float = 1.0) -> None:
        """dear: how much more than another figure of its size it is worth to the reader."""
        self._places.setdefault(key, len(self._places))
        self.figures[key] = Counted(count, published, dear=dear)

    def true(self, key: Key) -> int:
        return self.figures[key].count

    def adds_up(self, whole: Key, parts: Sequence[Key], rest: Key) -> None:
        """The parts, and what no table prints, make up the whole; `rest` is kept where there is any. Raises ValueError where
        the parts are more than the whole.
        """
        over = self.true(whole) - sum(self.true(part) for part in parts)
        if over < 0:
            raise ValueError("Parts are more than their whole.")
        if over:
            self.count(rest, over, published=False)
            parts = (*parts, rest)
        self.relations.append(adds_up(self._at(whole), map(self._at, parts)))

    def covers(self, whole: Key, parts: Sequence[Key]) -> None:
        """Parts that can share incidents and leave none out; where they leave some out, each is only within the whole."""
        whole_at, at = self._at(whole), [self._at(part) for part in parts]
        left_out = sum(self.true(part) for part in parts) < self.true(whole)
        self.relations += within(whole_at, at) if left_out else covers(whole_at, at)

    def at_most(self, part: Key, wholes: Sequence[Key]) -> None:
        """One figure is no more than these together."""
        figures = (self._at(part), *map(self._at, wholes))
        self.relations.append(Relation(figures, (-1, *[1] * len(wholes)), 0, float("inf")))

    def _at(self, key: Key) -> int:
        return self._places[key]

    def protected(self, rule: DisclosureRule) -> Protected:
        """What may be shown of all of them. Raises StatsError where they do not add up."""
        shown = protect(list(self.figures.values()), self.relations, rule)
        return Protected(rule, self._cells(shown))

    def protected_after(
        self, before: "Sequence[tuple[LinkedTables, Protected]]", rule: DisclosureRule, alike: Iterable[Key]
    ) -> Protected:
        """The same, where earlier editions have been published: of all of them together nothing can be worked out by who knows how many
        incidents each added.

        before: their tables and what was shown of them, oldest first. alike: names of figures that hold every incident once, in each.
        Where one of them has become less, somebody who supposes that incidents were only added is wrong, and what was before is
        taken for tables that have nothing to do with these. Tables that are as they were are shown as they were.
        """
        if before and before[-1][0].figures == self.figures:
            return before[-1][1]
        names = tuple(alike)
        stands = _that_only_grew([*(tables for tables, _ in before), self], names)
        figures: list[Counted] = []
        relations: list[Relation] = []
        for tables, already in before[len(before) + 1 - len(stands) :]:
            relations += tables._moved_by(len(figures))
            figures += [
                replace(figure, already=already.cell(*key).shown if figure.published else MISSING)
                for key, figure in tables.figures.items()
            ]
        relations += self._moved_by(len(figures))
        first = 0
        for old, new in pairwise(stands):
            relations += new._added_to(old, first, first + len(old.figures), names)
            first += len(old.figures)
        shown = protect([*figures, *self.figures.values()], relations, rule)
        return Protected(rule, self._cells(shown[first:]))

    def _moved_by(self, many: int) -> list[Relation]:
        """The relations where so many other figures stand before these."""
        return [
            Relation(tuple(n + many for n in each.figures), each.times, each.least, each.most)
            for each in self.relations
        ]

    def _added_to(self, before: "LinkedTables", old: int, new: int, alike: Iterable[Key]) -> list[Relation]:
        """That these only grew from tables of before. old, new: how many figures stand before those of either."""
        whole = [key for key in alike if key in self.figures and key in before.figures]
        more = {key: self.true(key) - before.true(key) for key in self.figures if key in before.figures}
        at_most = sum(more[key] for key in whole)
        linked = only_added(
            [before._at(key) + old for key in whole], [self._at(key) + new for key in whole], at_most
        )
        return linked + [
            Relation((self._at(key) + new, before._at(key) + old), (1, -1), 0, at_most)
            for key, count in more.items()
            if 0 <= count <= at_most
        ]

    def _cells(self, shown: Sequence[ShownCount]) -> dict[Key, Cell]:
        """Those that are published alone."""
        return {
            key: Cell(each)
            for (key, figure), each in zip(self.figures.items(), shown, strict=True)
            if figure.published
        }


def _that_only_grew(each: Sequence[LinkedTables], alike: Sequence[Key]) -> Sequence[LinkedTables]:
    """The last of these tables, and those before it of which none has become less from one to the next."""
    first = len(each) - 1
    while first > 0:
        old, new = each[first - 1], each[first]
        whole = [key for key in alike if key in old.figures and key in new.figures]
        if not whole or any(new.true(key) < old.true(key) for key in whole):
            break
        first -= 1
    return each[first:]


STATES = {Shown.TOO_FEW: MonthState.TOO_FEW, Shown.WITHHELD: MonthState.WITHHELD}


def months_as_shown(months: Months, cells: Mapping[date, Cell]) -> Months:
    """The same months, where those whose figure is not shown are gaps that say so."""
    states = {
        month: STATES.get(cells.get(month, NO_CELL).state, state) if state.has_figure else state
        for month, state in months.states.items()
    }
    return replace(months, states=states)
