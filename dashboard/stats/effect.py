"""Before and after: has the level of a series changed since a day, judged by limits of what was before it alone?

The limits of the points before are carried on over those after, which never move them (a fixed baseline, as in Making Data
Count). A change is told only by the preset's run rule, held by points after alone and still holding at the newest: a single
point outside its limits comes and goes. How often a series in control is told to have changed: tests/proofs/false_effects.py.
"""

import itertools
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.stats.baseline import mean, same_length, sound
from dashboard.stats.control_charts import ChartKind, control_chart
from dashboard.stats.direction import Direction, point_type
from dashboard.stats.errors import UnknownPoint
from dashboard.stats.presets import NHSR_PLOT_THE_DOTS, RulePreset
from dashboard.stats.runs import longest_run_limit
from dashboard.stats.special_cause import in_shift, sides, special_causes
from dashboard.stats.xmr import TRIAL_POINTS, ProcessGroup, ProcessPoint, process_group

FEWEST_BEFORE = TRIAL_POINTS
"""Complete months before. With six, 1 stable series in 18 is told to have changed at the first look; with twelve, 1 in 28."""

FEWEST_INTERVALS_BEFORE = 12
"""Intervals between incidents before, as many as months."""


class EffectVerdict(StrEnum):
    """What can be said. LOWER and HIGHER are of how often: longer between incidents is lower."""

    TOO_EARLY = "too early to say"
    NOT_ENOUGH_BEFORE = "not enough before to compare with"
    CANNOT_BE_TOLD = "cannot be told"
    TOO_RARE = "too rare to judge"
    NO_CHANGE_SEEN = "no change seen"
    LOWER = "lower than before"
    HIGHER = "higher than before"

    @property
    def is_change(self) -> bool:
        return self in (EffectVerdict.LOWER, EffectVerdict.HIGHER)


@dataclass(frozen=True, slots=True)
class BeforeAndAfter:
    """before, after: how many points count on either side. fewest_before, fewest_after: how many are needed.

    centre, lower, upper: the levels of the points before, in the unit of the values; None where they cannot be worked out.
    mean_after: None without a point. above, below: of the points after, on which side of the centre.
    run: how many points the run of one side has that the newest point after is the last of. ended, ended_high: the longest run
    after that was a shift and did not last to the newest point, and its side (0 and None without one).
    steady_before: whether the points before were in control; a spell that was none comes back by itself, and that looks like an
    effect. still_open: the time since the last incident alone says LOWER.
    points: every point that is judged, by its place in the values; None for one that belongs to neither side or cannot be
    judged. Those before are of group 0 and those after of group 1, so that no run is drawn across the start.
    """

    verdict: EffectVerdict
    before: int
    after: int
    fewest_before: int
    fewest_after: int
    centre: float | None
    mean_after: float | None
    above: int
    below: int
    run: int
    ended: int = 0
    ended_high: bool | None = None
    steady_before: bool = True
    still_open: bool = False
    lower: float | None = None
    upper: float | None = None
    points: tuple[ProcessPoint | None, ...] = ()
    groups: tuple[ProcessGroup, ...] = ()


def fewest_after(preset: RulePreset = NHSR_PLOT_THE_DOTS) -> int:
    """How many points after are needed: the shortest series that can hold a shift by the preset's run rule.

    With fewer the rule cannot speak, so that its silence says nothing.
    """
    if preset.shift_points is not None and not preset.long_run:
        return preset.shift_points
    return next(points for points in itertools.count(2) if points > longest_run_limit(points))


def before_and_after(
    values: Sequence[float | None],
    start: int,
    after_from: int,
    *,
    breaks: Collection[int] = (),
    excluded: Sequence[bool] | None = None,
    direction: Direction = Direction.NEUTRAL,
    preset: RulePreset = NHSR_PLOT_THE_DOTS,
) -> BeforeAndAfter:
    """Judge a series of months, in order, at the start of something.

    values: None or NaN for a missing month. start: so many months lie wholly before. after_from: the place of the first
    month that lies wholly after (`start` where it began on the first day of a month, else one more: that month is of both).
    breaks: places at which the series began anew. Of those before the start the last is where "before" begins; one at the
    start or after it makes before and after two different things. excluded: months that count on neither side.

    Degenerate: a constant series before has a centre and no limits, and a run about it is judged. Raises UnequalLengths,
    NotANumber, UnknownPoint.
    """
    same_length(len(values), excluded=excluded)
    if not 0 <= start <= after_from:
        raise UnknownPoint(f"what is after cannot begin at {after_from} where {start} are before")
    numbers = sound(values)
    counted = [
        None if excluded is not None and excluded[place] else value for place, value in enumerate(numbers)
    ]
    begins = max((place for place in breaks if place < start), default=0)
    before, after = counted[begins:start], counted[after_from:]
    group = process_group(before, begins, None, preset.screening_factor, preset)
    # screening can leave ranges of zero alone, whose limits lie on the mean
    spread = group.mean_moving_range or None
    centre = group.centre
    points: list[ProcessPoint | None] = [None] * len(numbers)
    if centre is not None:
        reach = None if spread is None else preset.limit_factor * spread
        for number, first, part in ((0, begins, before), (1, after_from, after)):
            for offset, (rule, sign) in enumerate(special_causes(part, centre, spread, preset)):
                if part[offset] is not None:
                    points[first + offset] = ProcessPoint(
                        first + offset, part[offset], centre,
                        None if reach is None else centre - reach, None if reach is None else centre + reach,
                        sign != 0, rule, point_type(sign, direction), number, sign > 0 if sign else None,
                    )  # fmt: skip
    found = _judged(
        group.points, after, centre, any(start <= place < len(numbers) for place in breaks), FEWEST_BEFORE,
        EffectVerdict.NOT_ENOUGH_BEFORE, {1: EffectVerdict.HIGHER, -1: EffectVerdict.LOWER}, preset,
    )  # fmt: skip
    known = next((point for point in points if point), None)
    return replace(
        found, lower=known.lower if known else None, upper=known.upper if known else None, points=tuple(points),
        steady_before=not any(point and point.signal and point.group == 0 for point in points),
        groups=(group, group),
    )  # fmt: skip


def between_before_and_after(
    before: Sequence[Sequence[float]],
    after: Sequence[Sequence[float]],
    *,
    open_for: float | None = None,
    months_after: int = 0,
    broken: bool = False,
    preset: RulePreset = NHSR_PLOT_THE_DOTS,
) -> BeforeAndAfter:
    """Judge times between incidents (above zero, any unit): stretches before that nothing interrupts, and stretches after.

    The levels are those of a t chart of the times before. Longer is LOWER: fewer in as much time. An interval that
    spans the start is on neither side. open_for: the time since the last incident, or since the start where there was none after;
    months_after: complete months after. Where those are as many as points are needed, a time without one beyond the upper limit
    is LOWER: to wait for seven intervals of what has stopped would be to wait for ever. broken: the series began anew at the start or
    after it. `points` is empty.

    Raises NoTimeBetween.
    """
    rows, later = _in_a_row(before), _in_a_row(after)
    chart = control_chart(ChartKind.T, rows) if rows else None
    part = chart.parts[0] if chart else None
    centre = part.centre if part else None
    known = next((point for point in chart.points if point.upper is not None), None) if chart else None
    on_it = [
        centre if value is not None and centre is not None and math.isclose(value, centre) else value
        for value in later
    ]
    found = _judged(
        sum(value is not None for value in rows), on_it, centre, broken, FEWEST_INTERVALS_BEFORE,
        EffectVerdict.TOO_RARE, {1: EffectVerdict.LOWER, -1: EffectVerdict.HIGHER}, preset,
    )  # fmt: skip
    upper = known.upper if known else None
    still_open = (
        found.verdict not in (EffectVerdict.CANNOT_BE_TOLD, EffectVerdict.TOO_RARE)
        and months_after >= found.fewest_after
        and upper is not None
        and (open_for or 0.0) > upper
    )
    steady = chart is None or not (chart.parts[0].runs_signal or any(point.signal for point in chart.points))
    return replace(
        found, verdict=EffectVerdict.LOWER if still_open else found.verdict, lower=known.lower if known else None,
        upper=upper, steady_before=steady, still_open=still_open,
    )  # fmt: skip


def _in_a_row(stretches: Sequence[Sequence[float]]) -> list[float | None]:
    """All of them with a gap between each two stretches, so that no moving range and no run spans it."""
    rows: list[float | None] = []
    for stretch in stretches:
        if rows and stretch:
            rows.append(None)
        rows += sound(stretch)
    return rows


def _judged(
    before: int,
    after: Sequence[float | None],
    centre: float | None,
    broken: bool,
    enough_before: int,
    without: EffectVerdict,
    changes: dict[int, EffectVerdict],
    preset: RulePreset,
) -> BeforeAndAfter:
    """What is told of the points after: a change where the newest of them is part of a shift."""
    present = [value for value in after if value is not None]
    needed = fewest_after(preset)
    at_sides = [0] * len(after) if centre is None else sides(after, centre)
    newest = max((place for place, value in enumerate(after) if value is not None), default=-1)
    shifts = in_shift(after, at_sides, preset)
    run = _run(after, at_sides, newest, preset)
    shifted = newest in shifts
    ended = [place for place in shifts if not shifted or place not in range(newest - run + 1, newest + 1)]
    longest = max(((len(part), at_sides[part[0]]) for part in _in_a_row_of(ended, at_sides)), default=(0, 0))
    if broken:
        verdict = EffectVerdict.CANNOT_BE_TOLD
    elif before < enough_before or centre is None:
        verdict = without
    elif len(present) < needed:
        verdict = EffectVerdict.TOO_EARLY
    else:
        verdict = changes[at_sides[newest]] if shifted else EffectVerdict.NO_CHANGE_SEEN
    return BeforeAndAfter(
        verdict=verdict,
        before=before,
        after=len(present),
        fewest_before=enough_before,
        fewest_after=needed,
        centre=centre,
        mean_after=mean(present) if present else None,
        above=at_sides.count(1),
        below=at_sides.count(-1),
        run=run,
        ended=longest[0],
        ended_high=longest[1] > 0 if longest[0] else None,
    )


def _in_a_row_of(places: Sequence[int], at_sides: Sequence[int]) -> list[list[int]]:
    """Places that follow each other on one side."""
    found: list[list[int]] = []
    for place in places:
        if found and found[-1][-1] == place - 1 and at_sides[found[-1][-1]] == at_sides[place]:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def _run(after: Sequence[float | None], at_sides: Sequence[int], newest: int, preset: RulePreset) -> int:
    """How long the newest point's run is; Anhøj's rule passes over a point on the centre, the others end at it."""
    side, length = (at_sides[newest] if newest >= 0 else 0), 0
    for place in range(newest, -1, -1):
        if at_sides[place] == side and side:
            length += 1
        elif not (preset.long_run and at_sides[place] == 0 and after[place] is not None):
            break
    return length
