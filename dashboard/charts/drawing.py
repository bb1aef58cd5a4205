"""Figures as plain values, in the words of plotly.graph_objects: what a chart says is kept, and nothing is looked up while it is drawn.

A figure of six panels costs 70 ms of plotly's own objects, which look at every property as it is set, and 3 ms here. Tests draw
every chart with plotly as well and compare the two; `data` and `layout` give plotly's objects to whoever wants to look.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

import plotly.graph_objects as plotly_objects
import plotly.io
from plotly import subplots
from plotly.basedatatypes import BaseFigure

Properties = dict[str, Any]


def Scatter(**properties: Any) -> Properties:
    return _trace("scatter", properties)


def Bar(**properties: Any) -> Properties:
    return _trace("bar", properties)


def Heatmap(**properties: Any) -> Properties:
    return _trace("heatmap", properties)


class Figure:
    """The traces and the layout of one figure; `panels` are the axes of each row and column (x first), where it has any."""

    def __init__(
        self,
        data: Properties | Iterable[Properties] = (),
        layout: Mapping[str, Any] | None = None,
        panels: tuple[tuple[tuple[str, str], ...], ...] = (),
    ) -> None:
        self._traces = [data] if isinstance(data, dict) else list(data)
        self._layout: Properties = {}
        self._panels = panels
        _set(self._layout, layout or {})

    @property
    def data(self) -> tuple[Any, ...]:
        """The traces as plotly's objects, looked at by plotly: for tests."""
        return self._by_plotly().data

    @property
    def layout(self) -> Any:
        """The layout as plotly's object, looked at by plotly: for tests."""
        return self._by_plotly().layout

    def _by_plotly(self) -> Any:
        return plotly_objects.Figure(self.to_dict())

    def to_dict(self) -> Properties:
        """What the browser draws: {"data": [...], "layout": {...}}. The same lists, not copies: they are not to be changed."""
        return {"data": self._traces, "layout": self._layout}

    def to_plotly_json(self) -> Properties:
        return deepcopy(self.to_dict())

    def add_trace(self, trace: Properties, row: int | None = None, col: int | None = None) -> None:
        if self._panels:
            x, y = self._panels[(row or 1) - 1][(col or 1) - 1]
            trace = trace | {"xaxis": x.replace("axis", ""), "yaxis": y.replace("axis", "")}
        self._traces.append(trace)

    def add_shape(self, **properties: Any) -> None:
        self._layout.setdefault("shapes", []).append(_given(properties))

    def add_annotation(self, **properties: Any) -> None:
        self._layout.setdefault("annotations", []).append(_given(properties))

    def update_layout(self, **properties: Any) -> None:
        template = properties.get("template")
        if isinstance(template, str):
            properties = properties | {"template": _template(template)}
        _set(self._layout, properties)

    def update_annotations(self, **properties: Any) -> None:
        for annotation in self._layout.get("annotations", ()):
            _set(annotation, properties)

    def update_xaxes(self, row: int | None = None, col: int | None = None, **properties: Any) -> None:
        for x, _ in self._axes(row, col):
            _set(self._layout.setdefault(x, {}), properties)

    def update_yaxes(self, row: int | None = None, col: int | None = None, **properties: Any) -> None:
        for _, y in self._axes(row, col):
            _set(self._layout.setdefault(y, {}), properties)

    def _axes(self, row: int | None, col: int | None) -> Iterator[tuple[str, str]]:
        if not self._panels:
            yield "xaxis", "yaxis"
        for at, panels in enumerate(self._panels, 1):
            for across, axes in enumerate(panels, 1):
                if row in (None, at) and col in (None, across):
                    yield axes


def make_subplots(*, subplot_titles: Iterable[str] = (), **how: Any) -> Figure:
    """Panels as plotly.subplots.make_subplots lays them out, with their titles."""
    titles = tuple(subplot_titles)
    frozen = {key: tuple(value) if isinstance(value, list) else value for key, value in how.items()}
    layout, places, panels = _laid_out(tuple(bool(each) for each in titles), tuple(sorted(frozen.items())))
    figure = Figure(layout=layout, panels=panels)
    for place, title in zip(places, filter(None, titles), strict=True):
        figure.add_annotation(**place | {"text": title})
    return figure


@cache
def _laid_out(
    titled: tuple[bool, ...], how: tuple[tuple[str, Any], ...]
) -> tuple[Properties, list[Properties], tuple[tuple[tuple[str, str], ...], ...]]:
    """Plotly's own layout of the panels and of their titles, worked out once: what the titles say changes nothing of it."""
    given: Any = {key: list(value) if isinstance(value, tuple) else value for key, value in how}
    if titled:
        given["subplot_titles"] = ["title" if each else "" for each in titled]
    made = subplots.make_subplots(**given)
    cells: Any = made._grid_ref
    panels = tuple(tuple(cell[0].layout_keys for cell in row) for row in cells)
    layout = made.to_dict()["layout"]
    layout.pop("template", None)
    return layout, layout.pop("annotations", []), panels


class _ForBrowser(BaseFigure):
    """A finished figure as Streamlit takes one. Only a figure of plotly's own class is sent without being looked at again."""

    finished: Properties

    def __init__(self, finished: Properties) -> None:
        object.__setattr__(self, "finished", finished)

    def to_dict(self) -> Properties:
        return self.finished


def for_browser(figure: Any) -> BaseFigure:
    """The figure as the page sends it."""
    return _ForBrowser(figure.to_dict()) if isinstance(figure, Figure) else figure


def _trace(kind: str, properties: Properties) -> Properties:
    return {**_given(properties), "type": kind}


def _given(properties: Mapping[str, Any]) -> Properties:
    """Without those that are None, which is how plotly writes 'not set'."""
    return {
        key: _given(value) if isinstance(value, Mapping) else value
        for key, value in properties.items()
        if value is not None
    }


def _set(onto: Properties, properties: Mapping[str, Any]) -> None:
    """Each property takes the new value; one that holds properties itself keeps those that are not named."""
    for key, value in properties.items():
        if value is None:
            onto.pop(key, None)
        elif isinstance(value, Mapping):
            held = onto.get(key)
            onto[key] = dict(held) if isinstance(held, dict) else {}
            _set(onto[key], value)
        else:
            onto[key] = value


@cache
def _template(name: str) -> Properties:
    return plotly.io.templates[name].to_plotly_json()
