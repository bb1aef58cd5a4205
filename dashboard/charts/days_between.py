"""Days between rare incidents as a t chart: the higher, the longer without one."""

from collections.abc import Sequence
from functools import partial

from dashboard.charts import drawing as go
from dashboard.charts.frame import PAPER, Picture, Standing, Table, draw_happened, explain_marks, framed
from dashboard.charts.marks import Mark, Marks, Narrowing, Place
from dashboard.charts.palette import CENTRE, COMMON_CAUSE, LIMIT, MUTED, SPECIAL_CAUSE
from dashboard.domain.periods import day_in_words
from dashboard.measures.days_between import DaysBetween
from dashboard.measures.months import Happened

HIGHER_IS_BETTER = "higher is better"
HIGHEST_LIMIT, TOP = 2.5, 1.35
"""Times the longest interval: a limit higher than the first is left out of a picture that ends at the second."""
_SYMBOL = {None: "circle", True: "triangle-up", False: "triangle-down"}


def days_between_picture(
    key: str,
    title: str,
    found: DaysBetween,
    standing: Standing,
    *,
    sentence: str,
    caption: str,
    happened: Sequence[Happened],
    how: tuple[str, ...],
    stands_out: tuple[str, ...] = (),
    narrows: Narrowing | None = None,
    axis: str = f"Days ({HIGHER_IS_BETTER})",
) -> Picture:
    """One point an interval, at the day of the later incident; nothing joins across a gap; the open interval is hollow.

    narrows: what of the filter the incidents are, beside their day.
    """
    figure = go.Figure()
    for stretch in found.stretches:
        if not stretch:
            continue
        days = [interval.until.isoformat() for interval in stretch]
        for name, levels, colour, dash in (
            ("Average", [each.centre for each in stretch], CENTRE, "solid"),
            ("Upper limit", [each.upper for each in stretch], LIMIT, "dash"),
        ):
            figure.add_trace(
                go.Scatter(
                    x=days, y=levels, mode="lines", name=name, hoverinfo="skip",
                    line={"color": colour, "width": 1.4, "dash": dash},
                )
            )  # fmt: skip
        figure.add_trace(
            go.Scatter(
                x=days,
                y=[interval.days for interval in stretch],
                mode="lines+markers",
                name="Days between",
                line={"color": COMMON_CAUSE, "width": 1.5},
                marker={
                    "symbol": [_SYMBOL[each.high] for each in stretch],
                    "color": [COMMON_CAUSE if each.high is None else SPECIAL_CAUSE for each in stretch],
                    "size": [8 if each.high is None else 12 for each in stretch],
                },
                customdata=[[day_in_words(interval.until)] for interval in stretch],
                hovertemplate="%{y:,} days until %{customdata[0]}<extra></extra>",
            )
        )
    if found.so_far is not None and found.complete_until is not None:
        figure.add_trace(
            go.Scatter(
                x=[found.complete_until.isoformat()],
                y=[found.so_far],
                mode="markers",
                name="So far",
                marker={
                    "symbol": "circle",
                    "size": 9,
                    "color": PAPER,
                    "line": {"color": COMMON_CAUSE, "width": 1.5},
                },
                hovertemplate=f"%{{y:,}} days without one so far, to {day_in_words(found.complete_until)}<extra></extra>",
            )
        )
    framed(figure, height=340)
    figure.update_xaxes(type="date", tickformat="%b<br>%Y", nticks=8)
    figure.update_yaxes(
        title={"text": axis, "font": {"size": 13, "color": MUTED}, "standoff": 6},
        automargin=True,  # three figures are wider than the margin
    )
    _keep_points_in_sight(figure, found)
    draw_happened(figure, happened)
    if found.so_far is not None:
        explain_marks(figure, "Hollow: the time since the last one, which is not judged.")
    return Picture(
        key, title, sentence, caption, figure, _table(found), standing, how, stands_out,
        f"{found.choice.because} {found.choice.would_change}",
        None if narrows is None else partial(_marks, found, narrows),
    )  # fmt: skip


def _marks(found: DaysBetween, narrows: Narrowing) -> Marks:
    """Each interval stands for what was recorded on the day that it ends; the open one for nothing."""
    points: dict[Place, Mark] = {}
    rows: dict[int, Mark] = {}
    drawn = [stretch for stretch in found.stretches if stretch]
    for number, stretch in enumerate(drawn):
        for at, each in enumerate(stretch):
            mark = Mark(day_in_words(each.until), None, narrows, each.until, each.until)
            points[3 * number + 2, at] = mark  # after the average and the upper limit of its stretch
            rows[len(rows)] = mark
    if found.so_far is not None:
        points[3 * len(drawn), 0] = rows[len(rows)] = Mark("The time since the last one", None, None)
    return Marks(points, rows)


def _keep_points_in_sight(figure: go.Figure, found: DaysBetween) -> None:
    """The upper limit of few events is often three times as high as any point, and would press all points to the ground."""
    days = [each.days for each in found.intervals] + ([found.so_far] if found.so_far is not None else [])
    highest = max(days, default=0)
    limits = [each.upper for each in found.intervals if each.upper is not None]
    if not limits or max(limits) <= HIGHEST_LIMIT * highest:
        return
    figure.update_yaxes(range=[0, TOP * max(highest, 1)])
    above = sorted({round(limit) for limit in limits if limit > TOP * highest})
    if above:
        days_in_words = " and ".join(
            f"{each:,}" for each in (above if len(above) == 1 else (above[0], above[-1]))
        )
        explain_marks(
            figure,
            f"The upper limit ({days_in_words} days) lies above what is drawn, so that the points can be told apart.",
        )


def _table(found: DaysBetween) -> Table:
    rows: list[tuple[object, ...]] = [
        (
            day_in_words(each.until),
            each.days,
            each.centre,
            each.upper,
            {None: "", True: "longer than usual", False: "shorter than usual"}[each.high],
        )
        for each in found.intervals
    ]
    if found.so_far is not None and found.complete_until is not None:
        rows.append(
            (
                f"none until {day_in_words(found.complete_until)}",
                found.so_far,
                None,
                None,
                "not judged: so far",
            )
        )
    return Table(
        ("Day of the later incident", "Days between", "Average", "Upper limit", "Special cause"), tuple(rows)
    )
