"""Places as a funnel: the rate of each against its bed days, with the limits within which chance and the usual spread keep it."""

import math
from collections.abc import Mapping
from datetime import date
from functools import partial
from string import ascii_uppercase
from typing import Any

from dashboard.charts import drawing as go
from dashboard.charts.frame import Picture, Standing, Table, as_label, as_written, framed
from dashboard.charts.marks import Mark, Marks, Narrowing
from dashboard.charts.palette import CENTRE, COMMON_CAUSE, INK, LIMIT, MUTED, SPECIAL_CAUSE
from dashboard.measures.places import PlaceRates, RatedPlace
from dashboard.measures.series import decimals_of
from dashboard.stats import Standing as Lies
from dashboard.stats import rate_limits_at

STANDING = {
    Lies.ABOVE_998: "more than expected for its bed days",
    Lies.BELOW_998: "fewer than expected for its bed days",
    Lies.ABOVE_95: "rather more than expected",
    Lies.BELOW_95: "rather fewer than expected",
    Lies.WITHIN: "as expected",
}
MOST_NAMES = 2
"""Names in the picture: more of them lie over each other on a narrow screen."""

STEPS = 60
"""Points of each curve, closer where it bends: small bed days."""

_SYMBOL = {Lies.ABOVE_998: "triangle-up", Lies.BELOW_998: "triangle-down"}


def funnel_picture(
    key: str,
    title: str,
    what: str,
    places: PlaceRates,
    standing: Standing,
    *,
    sentence: str,
    caption: str,
    how: tuple[str, ...],
    narrows: Mapping[str, Narrowing] | None = None,
    days: tuple[date, date] | None = None,
) -> Picture:
    """Each place by its bed days and its rate; only those outside the outer limits are named in the picture.

    narrows: what of the filter the incidents of each place are, by its name. days: the first and the last that are counted.
    """
    figure = go.Figure()
    for trace in _limits(places):
        figure.add_trace(trace)
    shown = places.with_rate
    named = marks_of(places)
    figure.add_trace(
        go.Scatter(
            name=what[:1].upper() + what[1:],
            x=[place.bed_days for place in shown],
            y=[place.rate for place in shown],
            mode="markers+text",
            text=[as_label(named.get(place, "")) for place in shown],
            textposition=["top center" if place.standing > 0 else "bottom center" for place in shown],
            textfont={"size": 13, "color": INK},
            cliponaxis=False,
            marker={
                "color": [SPECIAL_CAUSE if place in named else COMMON_CAUSE for place in shown],
                "symbol": [_SYMBOL.get(place.standing, "circle") for place in shown],
                "size": [13 if place in named else 9 for place in shown],
            },
            customdata=[
                [as_written(place.name), _hover(place, decimals_of(places.overall))] for place in shown
            ],
            hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
        )
    )
    framed(figure, height=420)
    axis = {"size": 13, "color": MUTED}
    figure.update_xaxes(title={"text": "Occupied bed days of the period", "font": axis}, rangemode="tozero")
    figure.update_yaxes(title={"text": "Per 1,000 occupied bed days", "font": axis})
    figure.update_layout(margin={"l": 56, "r": 32, "t": 24, "b": 56})
    return Picture(
        key, title, sentence, caption, figure, places_table(what, places), standing, how,
        marks=None if narrows is None else partial(_marks, figure, places, narrows, days or (None, None)),
    )  # fmt: skip


def _marks(
    figure: go.Figure,
    places: PlaceRates,
    narrows: Mapping[str, Narrowing],
    days: tuple[date | None, date | None],
) -> Marks:
    """The places are the last trace, after the limits."""
    marks = [
        Mark(place.name, place.incidents, narrows.get(place.name), *days)
        for place in (*places.with_rate, *places.counts_only)
    ]
    trace = len(figure.to_dict()["data"]) - 1
    return Marks(
        {(trace, at): mark for at, mark in enumerate(marks[: len(places.with_rate)])}, dict(enumerate(marks))
    )


def marks_of(places: PlaceRates) -> dict[RatedPlace, str]:
    """What stands at each place outside the outer limits: its name, or a letter where there are more than names have room for."""
    outside = places.outside
    if len(outside) <= MOST_NAMES:
        return {place: place.name for place in outside}
    return {place: ascii_uppercase[n] if n < len(ascii_uppercase) else "+" for n, place in enumerate(outside)}


def _limits(places: PlaceRates) -> list[Any]:
    """The rate of all places as a line, and the curves of both limits over the bed days that there are."""
    target = places.overall
    if target is None:
        return []
    most = max(place.bed_days for place in places.with_rate) * 1.08
    least = min(place.bed_days for place in places.with_rate) * 0.6
    sizes = [least * math.exp(math.log(most / least) * step / STEPS) for step in range(STEPS + 1)]
    curves = [rate_limits_at(places.funnel, size) for size in sizes]
    lines = [
        go.Scatter(
            x=[0, most],
            y=[target, target],
            mode="lines",
            name="All together",
            hoverinfo="skip",
            line={"color": CENTRE, "width": 1.4},
        )
    ]
    for which, dash, limit in ((0, "dot", "95 % limit"), (1, "dash", "99.8 % limit")):
        for side, end in ((0, "lower"), (1, "upper")):
            lines.append(
                go.Scatter(
                    x=sizes, y=[curve[which][side] for curve in curves], mode="lines", hoverinfo="skip",
                    name=f"{limit}, {end}", line={"color": LIMIT, "width": 1.4, "dash": dash},
                )
            )  # fmt: skip
    return lines


def _hover(place: RatedPlace, digits: int) -> str:
    return (
        f"{place.rate:.{digits}f} per 1,000 occupied bed days ({place.lower:.{digits}f} to {place.upper:.{digits}f})<br>"
        f"{place.incidents:,} incidents where {place.expected:,.0f} are expected of {place.bed_days:,.0f} bed days<br>"
        f"{STANDING[place.standing]}"
    )


def places_table(what: str, places: PlaceRates) -> Table:
    """Alphabetical on purpose: a ranking would be read as a league table."""
    columns = (
        what, "Incidents", "Expected", "Recorded", "Occupied bed days", "Per 1,000 bed days", "Lower", "Upper", "Why no rate",
    )  # fmt: skip
    rows: list[tuple[object, ...]] = [
        (
            place.name, place.incidents, place.expected, STANDING[place.standing], place.bed_days, place.rate, place.lower,
            place.upper, "",
        )
        for place in places.with_rate
    ]  # fmt: skip
    rows += [
        (place.name, place.incidents, None, "", place.bed_days, None, None, None, place.why)
        for place in places.counts_only
    ]
    return Table(columns, tuple(rows))
