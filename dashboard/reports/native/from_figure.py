"""The charts of a picture as office programs know them: one a panel, read from the figure that the browser draws.

Nothing is worked out here but where an axis ends: every value is one of the figure's own, and what the figure leaves out stays out.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from dashboard.charts.frame import PAPER, Picture
from dashboard.charts.palette import APART, BREAK, COMMON_CAUSE, SPECIAL_CAUSE
from dashboard.domain.periods import month_in_words, months_between
from dashboard.reports.native.chart import Drawn, NativeChart, NativeSeries
from dashboard.reports.native.figure_traces import (
    Trace,
    Where,
    axis_of,
    axis_step,
    colour_or,
    do_differ,
    first_of,
    interval_of,
    is_hollow,
    most_common,
    not_special,
    one_for_each,
    places_of,
    plain_words,
    step_between,
    symbol_of,
    title_of_axis,
    values_of,
)

HIGHER, LOWER = "Higher than usual", "Lower than usual"
LONGER, SHORTER = "Longer than usual", "Shorter than usual"
MORE, FEWER = "More than expected for its bed days", "Fewer than expected for its bed days"
TOLD_APART = (HIGHER, LOWER, LONGER, SHORTER, MORE, FEWER)
NOT_COMPLETE = "Still filling up or covered in part"
NOT_SEEN = "No second extract covers the month"
ROOM = 1.08
"""Above the largest value, where the figure does not say where its axis ends."""


def native_charts(picture: Picture) -> tuple[NativeChart, ...]:
    """A chart for each panel, in the order of the figure; none of a heat map or a calendar, whose table says it better."""
    drawn = picture.figure.to_dict()
    if any(trace["type"] not in ("scatter", "bar") or "base" in trace for trace in drawn["data"]):
        return ()
    traces = [trace for trace in drawn["data"] if _is_drawn(trace)]
    layout = drawn["layout"]
    panels: dict[str, list[Trace]] = {}
    for trace in traces:
        axis = trace.get("yaxis") or "y"
        panels.setdefault(axis_of(layout, axis).get("overlaying", axis), []).append(trace)
    read = [_Panel(layout, axis, its, len(panels) > 1) for axis, its in panels.items()]
    groups = {panel.group for panel in read}
    tops = {group: _nice_top([panel for panel in read if panel.group == group]) for group in groups}
    return tuple(panel.chart(picture, place, tops[panel.group]) for place, panel in enumerate(read))


def _is_drawn(trace: Trace) -> bool:
    """Limits without a figure are not; a line without one is, for its panel says that there is none."""
    if trace.get("visible", True) is not True:
        return False
    values = values_of(trace)
    return bool(values) and (trace.get("mode") != "lines" or any(value is not None for value in values))


@dataclass(frozen=True)
class _Panel:
    """The traces of one value axis. group: the axis whose scale it shares."""

    layout: Mapping[str, Any]
    axis: str
    traces: Sequence[Trace]
    one_of_many: bool

    @property
    def values_axis(self) -> Mapping[str, Any]:
        return axis_of(self.layout, "x" if self.is_level else self.axis)

    @property
    def group(self) -> str:
        return axis_of(self.layout, self.axis).get("matches", self.axis)

    @property
    def across(self) -> str:
        return self.traces[0].get("xaxis") or "x"

    @property
    def is_level(self) -> bool:
        return any(trace.get("orientation") == "h" for trace in self.traces)

    @property
    def is_stacked(self) -> bool:
        return self.layout.get("barmode") in ("stack", "relative")

    @property
    def reach(self) -> tuple[float, float]:
        """The least and the largest that is drawn, ends of intervals and heights of stacks with it."""
        ends = [0.0]
        stacks: dict[tuple[object, bool], float] = {}
        for trace in self.traces:
            of_its_axis = (
                trace["type"] == "bar" if self.is_level else (trace.get("yaxis") or "y") == self.axis
            )
            if not of_its_axis:
                continue
            for x, value in zip(places_of(trace), values_of(trace), strict=True):
                if value is None:
                    continue
                if trace["type"] == "bar" and self.is_stacked:
                    stacks[x, value < 0] = value = stacks.get((x, value < 0), 0.0) + value
                ends.append(value)
            lower, upper = interval_of(trace)
            ends += [value for value in (*lower, *upper) if value is not None]
        return min(ends), max(ends)

    def chart(self, picture: Picture, place: int, shared_top: float) -> NativeChart:
        least, most, step = self._range(shared_top)
        places = None if self._by_place else self._categories()
        series = [each for trace in self.traces for each in self._series(trace, places)]
        upright = [*self._grounds(places, most), *self._happened(places, most)]
        title = self._title(picture)
        said = f"{title}. One of the panels of: {picture.full_title}." if place else f"{title}. {picture.alt}"
        second = next((t for t in self.traces if (t.get("yaxis") or "y") != self.axis), None)
        return NativeChart(
            key=picture.key if not self.one_of_many else f"{picture.key}-{place + 1}",
            title=title,
            categories=cast("tuple[str, ...]", tuple(places or ())),
            series=tuple(_named_once([*series, *upright], places)),
            value_title=plain_words(title_of_axis(self.values_axis)),
            alt=said if self.one_of_many else picture.alt,
            stacked=self.is_stacked,
            most=most,
            least=least,
            step=step,
            category_title=""
            if self.is_level
            else plain_words(title_of_axis(axis_of(self.layout, self.across))),
            second_title="" if second is None else plain_words(second.get("name", "")),
        )

    @property
    def _by_place(self) -> bool:
        """Numbers across, or days that are not the first of their month."""
        return not self.is_level and any(
            isinstance(x, float) or (isinstance(x, date) and x.day != 1)
            for trace in self.traces
            for x in places_of(trace)
        )

    def _range(self, shared_top: float) -> tuple[float, float, float]:
        """The start and the end of the value axis, and what lies between its figures."""
        given = self.values_axis.get("range")
        least, most = (float(given[0]), float(given[1])) if given else (min(0.0, self.reach[0]), shared_top)
        axis = {} if self.is_level else self.values_axis
        step = step_between(least, most, axis, whole=self.is_whole)
        if least < 0:  # figures count from the start of the axis, and one of them is to be zero
            least = -step * math.ceil(round(-least / step, 9))
            most = step * math.ceil(round(most / step, 9))
        return least, most, step

    @property
    def is_whole(self) -> bool:
        """Whether only whole numbers are drawn: counts, of which no axis names a half."""
        return all(
            value is None or isinstance(value, int) for trace in self.traces for value in values_of(trace)
        )

    def _categories(self) -> list[Where]:
        """Each once: months from the first to the last, so that a month without a figure has its place; words as they come."""
        if self.is_level:
            return list(dict.fromkeys(plain_words(y) for trace in self.traces for y in trace["y"]))
        found = dict.fromkeys(x for trace in self.traces for x in places_of(trace))
        months = [each for each in found if isinstance(each, date)]
        return list(months_between(min(months), max(months))) if months else list(found)

    def _title(self, picture: Picture) -> str:
        """Of several panels the one line that is drawn with its points, or what the axis counts."""
        if not self.one_of_many:
            return picture.title
        lines = [trace for trace in self.traces if trace.get("mode") == "lines+markers"]
        if len(lines) == 1:
            return plain_words(lines[0].get("name", ""))
        return plain_words(title_of_axis(self.values_axis)) or picture.title

    def _series(self, trace: Trace, places: list[Where] | None) -> Iterator[NativeSeries]:
        if self.is_level and trace["type"] == "scatter":
            return  # words beyond the whiskers: `_labels` puts them beside the bars
        where = [plain_words(y) for y in trace["y"]] if self.is_level else places_of(trace)
        lower, upper = interval_of(trace)

        def placed(values: Sequence[Any], nothing: Any = None) -> tuple[Any, ...]:
            if places is None or not values:
                return tuple(values)
            at = dict(zip(where, values, strict=True))
            return tuple(at.get(place, nothing) for place in places)

        marker, line = trace.get("marker") or {}, trace.get("line") or {}
        values = placed(values_of(trace))
        colours = one_for_each(marker.get("color"), len(where))
        bar = trace["type"] == "bar"
        main = NativeSeries(
            name=plain_words(trace.get("name") or title_of_axis(self.values_axis) or "Value"),
            drawn=(Drawn.BAR if self.is_level else Drawn.COLUMN) if bar else _line_or_points(trace),
            values=values,
            colour=colour_or(line.get("color") or first_of(not_special(colours)), COMMON_CAUSE),
            width=float(line.get("width", 1.5)),
            dash=line.get("dash", "solid"),
            symbol=""
            if bar or "markers" not in trace.get("mode", "")
            else symbol_of(most_common(marker.get("symbol"))),
            size=float(min(one_for_each(marker.get("size", 6.0), 1), default=6.0)),
            pattern=most_common((marker.get("pattern") or {}).get("shape")) or "",
            labels=placed(self._labels(trace, where), ""),
            lower=placed(lower),
            upper=placed(upper),
            points_x=cast("tuple[float, ...]", tuple(where)) if places is None else (),
            in_legend=trace.get("showlegend") is not False and trace.get("mode") != "text",
            second=not self.is_level and (trace.get("yaxis") or "y") != self.axis,
        )
        if bar:
            yield _unlike_bars(main, trace, placed)
            return
        hollow_main = is_hollow(trace, marker)
        if hollow_main and main.drawn is Drawn.POINTS:
            edge = (marker.get("line") or {}).get("color") or marker.get("color")
            yield replace(main, hollow=True, colour=colour_or(most_common(edge), COMMON_CAUSE))
            return
        yield main
        if "markers" in trace.get("mode", ""):
            yield from _told_apart(main, trace, where, placed)

    def _labels(self, trace: Trace, where: Sequence[Where]) -> list[str]:
        own = [plain_words(text or "") for text in trace.get("text") or ()]
        if self.is_level:  # with whiskers, and where there is no bar, the words are a trace of their own
            apart = [each for each in self.traces if each["type"] == "scatter"]
            if apart:
                words = {
                    plain_words(y): plain_words(text).strip()
                    for y, text in zip(apart[0]["y"], apart[0]["text"], strict=True)
                }
                beside = own or [""] * len(where)
                return [words.get(str(name), said) for name, said in zip(where, beside, strict=True)]
        return own

    def _happened(self, places: list[Where] | None, most: float) -> Iterator[NativeSeries]:
        """Breaks and annotations, in the month in which they lie; those before the first or after the last are not drawn."""
        for shape in self.layout.get("shapes", ()):
            if shape.get("type") != "line" or shape.get("xref", "x") != self.across:
                continue
            day = date.fromisoformat(shape["x0"][:10])
            colour = shape["line"]["color"]
            name = plain_words(shape.get("name", "")) or ("Series break" if colour == BREAK else "Annotation")
            upright = NativeSeries(
                name,
                Drawn.UPRIGHT,
                (most,),
                colour,
                1.5,
                shape["line"].get("dash", "solid"),
                symbol="",
                in_legend=False,
            )
            if places is None:
                yield replace(upright, points_x=(day,))
            elif (month := day.replace(day=1)) in places:
                yield replace(upright, values=tuple(most if each == month else None for each in places))

    def _grounds(self, places: list[Where] | None, most: float) -> Iterator[NativeSeries]:
        for shape in self.layout.get("shapes", ()):
            if shape.get("type") != "rect" or shape.get("xref", "x") != self.across or not places:
                continue
            first, last = (date.fromisoformat(shape[end][:10]) for end in ("x0", "x1"))
            values = tuple(
                most if isinstance(each, date) and first <= each <= last else None for each in places
            )
            yield NativeSeries(NOT_SEEN, Drawn.GROUND, values, APART, symbol="", in_legend=False)


def _told_apart(
    main: NativeSeries, trace: Trace, where: Sequence[Where], placed: Any
) -> Iterator[NativeSeries]:
    """Points of a line that look otherwise lie over it as series of their own: special causes, months that are not complete."""
    marker, values = trace.get("marker") or {}, values_of(trace)
    symbols, fills = (
        one_for_each(marker.get("symbol"), len(where)),
        one_for_each(marker.get("color"), len(where)),
    )
    sizes = one_for_each(marker.get("size"), len(where))
    above, below = (
        (HIGHER, LOWER)
        if not main.points_x
        else (LONGER, SHORTER)
        if isinstance(main.points_x[0], date)
        else (MORE, FEWER)
    )
    called = {("triangle-up", SPECIAL_CAUSE): above, ("triangle-down", SPECIAL_CAUSE): below}
    kinds = [
        NOT_COMPLETE if fill == PAPER else called.get((symbol, fill), "")
        for symbol, fill in zip(symbols, fills, strict=True)
    ]
    for kind in (above, below, NOT_COMPLETE):
        kept = [value if its == kind else None for value, its in zip(values, kinds, strict=True)]
        if all(value is None for value in kept):
            continue
        at = kinds.index(kind)
        special = kind is not NOT_COMPLETE
        points = NativeSeries(
            name=kind,
            drawn=Drawn.POINTS,
            values=placed(kept),
            colour=SPECIAL_CAUSE if special else main.colour,
            symbol=symbol_of(symbols[at]),
            size=float(sizes[at] or main.size),
            hollow=not special,
        )
        if main.points_x:
            pairs = [(x, value) for x, value in zip(where, kept, strict=True) if value is not None]
            points = replace(
                points, points_x=tuple(x for x, _ in pairs), values=tuple(value for _, value in pairs)
            )
        yield points


def _unlike_bars(main: NativeSeries, trace: Trace, placed: Any) -> NativeSeries:
    """Bars with a colour or a pattern each, and the paler ones of months that are not complete."""
    marker = trace.get("marker") or {}
    colours, shapes = marker.get("color"), (marker.get("pattern") or {}).get("shape")
    opacity = one_for_each(marker.get("opacity", 1.0), len(main.values))
    return replace(
        main,
        colours=placed([colour_or(each, main.colour) for each in colours], main.colour) if isinstance(colours, list) and do_differ(colours) else (),
        patterns=placed(list(shapes), "") if isinstance(shapes, list) and do_differ(shapes) else (),
        faint=placed([each < 1 for each in opacity], False) if min(opacity, default=1) < 1 else (),
    )  # fmt: skip


def _named_once(series: Sequence[NativeSeries], places: Sequence[Where] | None) -> Iterator[NativeSeries]:
    """A later stretch of the same limits says from when it is, and stands in the legend once."""
    seen: set[str] = set()
    for each in series:
        if each.name not in seen:
            seen.add(each.name)
            yield each
            continue
        starts = places or each.points_x
        first = next((at for at, value in zip(starts, each.values, strict=True) if value is not None), None)
        name = f"{each.name}, from {month_in_words(first)}" if isinstance(first, date) else each.name
        while name in seen:
            name += "*"
        seen.add(name)
        yield replace(each, name=name, in_legend=False)


def _line_or_points(trace: Trace) -> Drawn:
    return Drawn.LINE if "lines" in trace.get("mode", "lines") else Drawn.POINTS


def _nice_top(panels: Sequence[_Panel]) -> float:
    """A round end of the axis above all that is drawn in these panels."""
    most = max(panel.reach[1] for panel in panels) * ROOM
    step = axis_step(most, whole=all(panel.is_whole for panel in panels))
    finer = step / 2 if step >= 10 else step  # half a step saves room where steps are large
    return round(max(1, math.ceil(round(most / finer, 9))) * finer, 9)
