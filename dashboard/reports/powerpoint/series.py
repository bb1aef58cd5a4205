"""One series of a native chart in DrawingML: its colours and marks, its words, its intervals, the line of a break."""

from collections.abc import Sequence

from dashboard.charts.palette import COMMON_CAUSE, INK
from dashboard.reports.native.chart import Drawn, NativeSeries
from dashboard.reports.native.colours import WHITE, contrast, mixed
from dashboard.reports.native.office import DASHES, PATTERNS, SYMBOLS
from dashboard.reports.powerpoint.sheet import ChartSheet
from dashboard.reports.powerpoint.xml import LANGUAGE, escaped, fill, run_properties

PALE = 3.0
"""Contrast with white: bars with less have a line round them."""
FAINT = 0.55
"""How much white is mixed into the bars of months that are not complete."""
HOLLOW = 0.68
"""How much white there is inside a hollow mark: LibreOffice draws no edge round a mark, and a white one would not be seen."""
GROUND_ALPHA = 35
NO_WORDS = (
    '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
    '<c:showBubbleSize val="0"/>'
)
NO_LINE = "<a:ln><a:noFill/></a:ln>"


def line(colour: str, width: float, dash: str = "solid") -> str:
    return f'<a:ln w="{round(width * 12700)}" cap="flat">{fill(colour)}<a:prstDash val="{DASHES.get(dash, "solid")}"/><a:round/></a:ln>'


def bar_looks(colour: str, pattern: str, *, faint: bool = False) -> str:
    shown = mixed(colour, FAINT) if faint else colour
    edge = (
        line(mixed(COMMON_CAUSE, FAINT) if faint else COMMON_CAUSE, 0.5)
        if contrast(colour, WHITE) < PALE
        else NO_LINE
    )
    if pattern not in PATTERNS:
        return f"<c:spPr>{fill(shown)}{edge}</c:spPr>"
    over = WHITE if contrast(colour, WHITE) >= PALE else COMMON_CAUSE
    return (
        f'<c:spPr><a:pattFill prst="{PATTERNS[pattern]}"><a:fgClr><a:srgbClr val="{over[1:]}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{shown[1:]}"/></a:bgClr></a:pattFill>{edge}</c:spPr>'
    )


def marker(series: NativeSeries, size: float) -> str:
    """`size` in points, or 0 for none."""
    if not series.symbol or not size:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    inside = mixed(series.colour, HOLLOW) if series.hollow else series.colour
    return (
        f'<c:marker><c:symbol val="{SYMBOLS.get(series.symbol, "circle")}"/><c:size val="{max(2, min(72, round(size)))}"/>'
        f"<c:spPr>{fill(inside)}{line(series.colour, 1.25)}</c:spPr></c:marker>"
    )


def words_beside(series: NativeSeries, position: str, points: float) -> str:
    """The words beside each value; where they are the values themselves they follow when somebody edits them."""
    shown = [(at, label) for at, label in enumerate(series.labels) if label and series.values[at] is not None]
    if not shown or not points:
        return ""
    plain = len(shown) == sum(value is not None for value in series.values) and all(
        label.replace(",", "") == str(series.values[at]) for at, label in shown
    )
    looks = f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text(points, INK)}"
    if plain:
        return (
            f'<c:dLbls><c:numFmt formatCode="#,##0" sourceLinked="0"/>{looks}<c:dLblPos val="{position}"/>'
            f"{_shows('showVal')}</c:dLbls>"
        )
    each = "".join(
        f'<c:dLbl><c:idx val="{at}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:p><a:pPr>{run_properties(points, tag="a:defRPr")}'
        f"</a:pPr><a:r>{run_properties(points)}<a:t>{escaped(label)}</a:t></a:r></a:p></c:rich></c:tx>"
        f'<c:dLblPos val="{position}"/>{_shows("showVal")}</c:dLbl>'
        for at, label in shown
    )
    return f"<c:dLbls>{each}{looks}{NO_WORDS}</c:dLbls>"


def name_beside(series: NativeSeries, at: int, text: str, position: str, points: float) -> str:
    """The name of a break or an annotation beside its line, in its colour."""
    rich = (
        f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:p><a:pPr>{run_properties(points, colour=series.colour, tag="a:defRPr")}</a:pPr>'
        f"<a:r>{run_properties(points, colour=series.colour)}<a:t>{escaped(text)}</a:t></a:r></a:p></c:rich></c:tx>"
    )
    return (
        f'<c:dLbls><c:dLbl><c:idx val="{at}"/>{rich}<c:dLblPos val="{position}"/>{_shows("showSerName")}</c:dLbl>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text(points, series.colour)}{NO_WORDS}</c:dLbls>"
    )


def upright_line(series: NativeSeries, down: float) -> str:
    """From the top down to the bottom of the axis, as the error bar of its one value."""
    return (
        f'<c:errBars><c:errDir val="y"/><c:errBarType val="minus"/><c:errValType val="fixedVal"/><c:noEndCap val="1"/>'
        f'<c:val val="{down!r}"/><c:spPr>{line(series.colour, series.width, series.dash)}</c:spPr></c:errBars>'
    )


def interval(series: NativeSeries, sheet: ChartSheet) -> str:
    """The ends of the interval about each value, from columns of their own."""
    if not any(each is not None for each in series.upper):
        return ""
    up = _apart(series.values, series.upper)
    down = _apart(series.lower, series.values)
    plus = sheet.put(f"{series.name}: interval up", up)
    minus = sheet.put(f"{series.name}: interval down", down)
    way = '<c:errDir val="y"/>' if series.drawn is not Drawn.BAR else ""
    return (
        f'<c:errBars>{way}<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{sheet.reference(plus)}</c:plus><c:minus>{sheet.reference(minus)}</c:minus>"
        f"<c:spPr>{line(INK if series.drawn is Drawn.BAR else series.colour, 1.25)}</c:spPr></c:errBars>"
    )


def _apart(lower: Sequence[float | None], upper: Sequence[float | None]) -> list[float | None]:
    return [None if a is None or b is None else b - a for a, b in zip(lower, upper, strict=True)]


def _shows(what: str) -> str:
    return NO_WORDS.replace(f'<c:{what} val="0"/>', f'<c:{what} val="1"/>')


def _text(points: float, colour: str) -> str:
    return f'<c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr>{run_properties(points, colour=colour, tag="a:defRPr")}</a:pPr><a:endParaRPr lang="{LANGUAGE}"/></a:p></c:txPr>'
