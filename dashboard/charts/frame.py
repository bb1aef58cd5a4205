"""The one frame: what every picture carries, on the page and inside the downloaded file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dashboard.charts import drawing as go
from dashboard.charts.marks import MakesMarks
from dashboard.charts.palette import ANNOTATION, BREAK, FONT, GRID, INK, MUTED
from dashboard.domain.periods import day_in_words, months_later
from dashboard.domain.reader import INTERNAL_MARK, Profile
from dashboard.measures.months import Happened

CAVEAT = "Recorded incidents, not risk."
MARGIN = {"l": 56, "r": 24, "t": 54, "b": 44}
LABEL_ROWS = 3
PAPER = "#FFFFFF"
"""Charts stand on white paper in the light and the dark theme alike: the colours carry meaning and are checked on white."""


@dataclass(frozen=True)
class Standing:
    """What a picture stands on, the same words on page, download, caption and alt text."""

    trust: str
    period: str
    basis: str
    edition: str
    filter_words: str = ""
    marks: tuple[str, ...] = ()
    method: str = ""
    """The rules that judge and the version that worked it out."""

    profile: Profile = Profile.INTERNAL
    """How small numbers were treated in what stands on this."""

    def line(self) -> str:
        """'October 2025 to September 2026, by date of incident. Ward or place: Ward 7.'"""
        words = self.filter_words
        asked = f" {words[:1].upper()}{words[1:]}." if words else ""
        return f"{self.period[:1].upper()}{self.period[1:]}, {self.basis}.{asked}"

    def foot(self) -> str:
        parts = (*(f"{mark}." for mark in self.marks), self.edition, self.method, CAVEAT)
        return " ".join(part for part in parts if part)

    def foot_of_download(self) -> str:
        """The foot of whatever leaves the page as a file: with the mark that exact figures carry there."""
        return f"{INTERNAL_MARK} {self.foot()}" if self.profile.is_exact else self.foot()


@dataclass(frozen=True)
class Table:
    """A picture's twin in figures."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A finished chart. `sentence` is its finding; `caption` says the picture in words and is the alt text with it.

    stands_out: its special causes in words. why: which chart it is, why, and what would change that.
    marks: what each of its marks stands for; None where none of them leads to incidents.
    """

    key: str
    title: str
    sentence: str
    caption: str
    figure: go.Figure
    table: Table
    standing: Standing
    how: tuple[str, ...] = field(default=())
    stands_out: tuple[str, ...] = ()
    why: str = ""
    marks: MakesMarks | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.marks is not None:
            self.figure.update_layout(meta=_beside(self.figure) | {LEADS_TO_INCIDENTS: True})

    @property
    def full_title(self) -> str:
        """The title with the date that it goes by, as it stands on the page, in alt text and in downloads."""
        return f"{self.title}, {self.standing.basis}"

    @property
    def breaks(self) -> tuple[str, ...]:
        """A sentence for each break that is drawn: its day, what changed, why, on what evidence, by whom. They stand in the foot
        of the picture. What was drawn says it (`draw_happened`), so that no drawn break can lack its sentence.
        """
        return tuple(_beside(self.figure).get(DRAWN_BREAKS, ()))

    @property
    def marks_explained(self) -> tuple[str, ...]:
        """A sentence for each mark that is drawn and needs one: a hollow month, an expected count. They stand beneath the picture
        and go with it into its download, where there is no caption.
        """
        return tuple(_beside(self.figure).get(MARKS_EXPLAINED, ()))

    @property
    def alt(self) -> str:
        marks = " ".join(f"{mark}." for mark in self.standing.marks)
        return " ".join(part for part in (marks, self.full_title + ".", self.sentence, self.caption) if part)

    def for_download(self) -> dict[str, Any]:
        """What is drawn round the chart in a downloaded PNG or SVG."""
        return {
            "title": self.full_title,
            "sentence": self.sentence,
            "standing": self.standing.line(),
            "breaks": [*self.marks_explained, *self.breaks],
            "foot": f"{self.standing.trust}. {self.standing.foot_of_download()}",
            "alt": self.alt,
        }


DRAWN_BREAKS = "breaks"
"""Where a figure keeps the sentences of the breaks that are drawn on it."""

MARKS_EXPLAINED = "marks"
"""Where a figure keeps what its hollow and other marks mean."""

LEADS_TO_INCIDENTS = "cases"
"""Where a figure says that its marks can be chosen: the page's script reads it."""

LONGEST_LABEL = 44
"""Letters: the longest curated class but two; longer names, of BNF sections and places, would squeeze the bars."""


def as_written(name: str) -> str:
    """A name from an extract or a person: Plotly reads tags and entities in text as markup."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_label(name: str, longest: int = LONGEST_LABEL) -> str:
    """The name beside a mark: as written, cut where it is long (the table and the hover hold all of it)."""
    return as_written(name if len(name) <= longest else name[: longest - 1].rstrip() + "…")


LABEL_LINE = 24
"""Letters in a line of a name beside a mark: half of a narrow screen is left to the bars."""


def in_lines(name: str, letters: int = LABEL_LINE, *, two_at_most: bool = True) -> str:
    """The name beside a mark, broken between words into lines of so many letters; into two longer ones where three would touch the
    next name.
    """
    label = as_label(name, 2 * LABEL_LINE + 12)
    if two_at_most:
        letters = max(letters, len(label) // 2 + 6)
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "<br>".join(lines)


def framed(figure: go.Figure, *, height: int, legend: bool = False) -> go.Figure:
    """The same type, margins and grid on every chart; the title stands above it as text, not inside."""
    figure.update_layout(
        height=height,
        margin=MARGIN,
        font={"family": FONT, "size": 15, "color": INK},
        template="none",
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        showlegend=legend,
        legend={
            "orientation": "h",
            "yanchor": "bottom",
            "y": 1.02,
            "xanchor": "left",
            "x": 0,
            "traceorder": "normal",
            "font": {"size": 12},
        },
        hovermode="closest",
        bargap=0.25,
        dragmode=False,
    )
    figure.update_xaxes(
        showgrid=False, zeroline=False, linecolor=GRID, ticks="outside", tickcolor=GRID, fixedrange=True
    )
    figure.update_yaxes(gridcolor=GRID, zeroline=False, rangemode="tozero", fixedrange=True)
    return figure


def month_axis(figure: go.Figure, months: Sequence[date], *, few: bool = False) -> None:
    """Months along the bottom: at most a dozen labels, fewer on small multiples."""
    if not months:
        return
    wanted = 3 if few else 8
    step = max(1, -(-len(months) // wanted))
    step = next((s for s in (1, 2, 3, 4, 6, 12, 24) if s >= step), 24)
    ticks = list(months[::-1][::step][::-1])
    figure.update_xaxes(
        tickvals=[month.isoformat() for month in ticks],
        ticktext=[f"{month:%b}<br>{month:%Y}" if not few else f"{month:%b %y}" for month in ticks],
        range=[months_later(months[0], -1).isoformat(), months_later(months[-1], 1).isoformat()],
        type="date",
        tickangle=0,
    )


NEAR_EDGE = 1 / 6
"""Of the axis: half of the longest label (44 letters of 6 pixels) on a chart as wide as a page."""


def draw_happened(
    figure: go.Figure, happened: Sequence[Happened], *, labels: bool = True, limits: bool = True, **where: Any
) -> None:
    """Breaks as solid lines, annotations as dotted ones, each with its words at the top. The figure keeps a sentence for each
    break: new limits begin at it, or (`limits` False) it has none that could.
    """
    for position, event in enumerate(happened):
        colour = BREAK if event.is_break else ANNOTATION
        day = event.dated_on.isoformat()
        figure.add_shape(
            type="line",
            x0=day,
            x1=day,
            y0=0,
            y1=1,
            yref=f"{where['yref']} domain" if "yref" in where else "paper",
            xref=where.get("xref", "x"),
            line={"color": colour, "width": 1.5, "dash": "solid" if event.is_break else "dot"},
            name=as_written(event.label),
        )
        if labels:
            figure.add_annotation(
                x=day,
                y=1.0,
                yref="paper",
                yanchor="bottom",
                yshift=17
                * (position % LABEL_ROWS),  # neighbours stand on different rows, so that words never overlap
                xanchor=_anchor(figure, event.dated_on),
                text=as_label(event.label),
                showarrow=False,
                font={"size": 13, "color": colour},
            )
    _keep_sentences(figure, [event for event in happened if event.is_break], limits)


def _anchor(figure: go.Figure, day: date) -> str:
    """Which end of its words stands at a line: near an edge of the axis they run inwards, else they would be cut."""
    span = figure.layout.xaxis.range
    if span is None:
        return "center"
    first, last = (date.fromisoformat(each) for each in span)
    share = (day - first) / (last - first)
    return "left" if share < NEAR_EDGE else "right" if share > 1 - NEAR_EDGE else "center"


def draw_breaks(figure: go.Figure, happened: Sequence[Happened], panels: int, *, limits: bool) -> None:
    """The breaks alone, as lines without words, in each of so many panels."""
    breaks = [event for event in happened if event.is_break]
    for panel in range(1, panels + 1):
        axis = "" if panel == 1 else str(panel)
        draw_happened(figure, breaks, labels=False, limits=limits, xref=f"x{axis}", yref=f"y{axis}")


def _keep_sentences(figure: go.Figure, breaks: Sequence[Happened], limits: bool) -> None:
    """Beside the figure's data; panels of one figure draw the same break and say it once."""
    kept = _beside(figure)
    said = list(kept.get(DRAWN_BREAKS, ()))
    for event in breaks:
        begins = "New limits from" if limits else "Not comparable with what was before"
        sentence = f"{begins} {day_in_words(event.dated_on)}: {event.because()}"
        if sentence not in said:
            said.append(sentence)
    if said:
        figure.update_layout(meta=kept | {DRAWN_BREAKS: said})


def explain_marks(figure: go.Figure, *sentences: str) -> None:
    """What the marks of a figure mean, kept beside its data; a sentence is said once."""
    kept = _beside(figure)
    said = dict.fromkeys((*kept.get(MARKS_EXPLAINED, ()), *sentences))
    figure.update_layout(meta=kept | {MARKS_EXPLAINED: list(said)})


def _beside(figure: go.Figure) -> dict[str, Any]:
    return dict(figure.to_dict()["layout"].get("meta") or {})


def on_one_scale(*figures: go.Figure) -> None:
    """The same height of the values in each of these figures, so that two can be compared by eye."""
    values = [
        value
        for figure in figures
        for trace in figure.to_dict()["data"]
        for value in trace.get("y") or ()
        if value is not None
    ]
    for figure in figures:
        figure.update_yaxes(range=[0, max(values, default=1) * 1.06])


def note(figure: go.Figure, text: str, **where: Any) -> None:
    """A quiet remark inside a picture."""
    figure.add_annotation(text=text, showarrow=False, font={"size": 13, "color": MUTED}, **where)
