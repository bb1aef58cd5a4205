"""How the marks of an Excel chart look: colours, patterns, lines, symbols, and words beside them."""

from typing import Any

from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.marker import DataPoint, Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.descriptors import Typed
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)

from dashboard.charts.palette import INK
from dashboard.reports.export import plain_text
from dashboard.reports.native.chart import Drawn, NativeSeries
from dashboard.reports.native.colours import mixed
from dashboard.reports.native.office import DASHES, PATTERNS, SYMBOLS
from dashboard.reports.workbook.cells import TYPEFACE

EMU_IN_A_POINT = 12_700
FEW = 12
"""Values beside which words of the usual size have room."""

FAINT = 0.55
"""How much white is mixed into a bar whose month is not complete."""

HOLLOW = 0.85
"""And into the inside of a hollow point: LibreOffice draws no edge round a point, so that a white one could not be seen."""


_OURS: Any = DataLabel


class _LabelOfWords(DataLabel):
    """A label of words of its own, which the file format has and openpyxl leaves out."""

    tagname = "dLbl"
    # openpyxl looks for what a part holds in its own class alone, so that each is named again, as its own labels do.
    idx = _OURS.idx
    tx = Typed(expected_type=Text, allow_none=True)
    numFmt, spPr, txPr, dLblPos = _OURS.numFmt, _OURS.spPr, _OURS.txPr, _OURS.dLblPos
    showLegendKey, showVal, showCatName = _OURS.showLegendKey, _OURS.showVal, _OURS.showCatName
    showSerName, showPercent, showBubbleSize = (
        _OURS.showSerName,
        _OURS.showPercent,
        _OURS.showBubbleSize,
    )
    showLeaderLines, separator = _OURS.showLeaderLines, _OURS.separator
    __elements__ = ("idx", "tx", *DataLabel.__elements__[1:])

    def __init__(self, idx: int, words: str, size: float, **looks: Any) -> None:
        super().__init__(idx=idx, **looks)
        self.tx = Text(rich=_rich(words, size))


def _letters(size: float, bold: bool = False, colour: str = INK) -> CharacterProperties:
    return CharacterProperties(
        sz=int(size * 100), b=bold, solidFill=_rgb(colour), latin=Font(typeface=TYPEFACE)
    )


def _rich(
    words: str, size: float, *, bold: bool = False, turned: bool = False, colour: str = INK
) -> RichText:
    letters = _letters(size, bold, colour)
    run = RegularTextRun(rPr=letters, t=plain_text(words))
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=letters), r=[run])
    body = RichTextProperties(rot=-5_400_000, vert="horz") if turned else RichTextProperties()
    return RichText(bodyPr=body, p=[paragraph])


def titled(words: str, size: float, *, bold: bool = False, turned: bool = False) -> Title:
    """A title of a chart or an axis, beside what is drawn and never over it."""
    return Title(tx=Text(rich=_rich(words, size, bold=bold, turned=turned)), overlay=False)


def words_of(size: float) -> RichText:
    """The type of an axis or a legend."""
    letters = _letters(size)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)])


def line_of(colour: str, width: float, dash: str) -> LineProperties:
    return LineProperties(
        w=int(width * EMU_IN_A_POINT), solidFill=_rgb(colour), prstDash=DASHES.get(dash, "solid")
    )


def painted(series: Any, its: NativeSeries) -> None:
    """A bar's colour and pattern, and those of each bar that differs."""
    series.spPr = _fill(its.colour, its.pattern)
    series.invertIfNegative = False
    for at in range(len(its.values)):
        colour = its.colours[at] if its.colours else its.colour
        pattern = its.patterns[at] if its.patterns else its.pattern
        faint = bool(its.faint) and its.faint[at]
        if its.values[at] is not None and (colour, pattern, faint) != (its.colour, its.pattern, False):
            point: Any = DataPoint(idx=at)
            point.spPr = _fill(mixed(colour, FAINT) if faint else colour, pattern)
            point.invertIfNegative = False
            series.dPt.append(point)


def _fill(colour: str, pattern: str) -> GraphicalProperties:
    looks: Any = GraphicalProperties(ln=LineProperties(solidFill="FFFFFF", w=6350))
    if pattern in PATTERNS:
        looks.pattFill = PatternFillProperties(
            prst=PATTERNS[pattern],
            fgClr=_plain("FFFFFF"),
            bgClr=_plain(_rgb(colour)),
        )
    else:
        looks.solidFill = _rgb(colour)
    return looks


def marked(series: Any, its: NativeSeries) -> None:
    """A line, or points without one."""
    series.smooth = False
    if its.drawn is Drawn.LINE:
        series.spPr = GraphicalProperties(ln=line_of(its.colour, its.width, its.dash))
    else:
        series.spPr = GraphicalProperties(ln=LineProperties(noFill=True))
    if not its.symbol or its.drawn in (Drawn.UPRIGHT, Drawn.GROUND):
        series.marker = Marker(symbol="none")
        return
    look: Any = GraphicalProperties(ln=line_of(its.colour, 1.25, "solid"))
    look.solidFill = _rgb(mixed(its.colour, HOLLOW) if its.hollow else its.colour)
    series.marker = Marker(
        symbol=SYMBOLS.get(its.symbol.removesuffix("-open"), "circle"),
        size=round(min(max(its.size, 2), 72)),
        spPr=look,
    )


def named_at_its_point(series: Any, its: NativeSeries) -> None:
    """The name of a break or an annotation beside its line."""
    series.dLbls = _no_labels()
    series.dLbls.dLbl = [
        _LabelOfWords(at, its.name, 9.0, dLblPos="r", **_SHOWN)
        for at, value in enumerate(its.values)
        if value is not None
    ]


_SHOWN: dict[str, Any] = {
    "showVal": True, "showLegendKey": False, "showCatName": False, "showSerName": False, "showPercent": False,
    "showBubbleSize": False,
}  # fmt: skip


def _no_labels() -> DataLabelList:
    return DataLabelList(**(_SHOWN | {"showVal": False}))


def labelled(series: Any, its: NativeSeries, *, stacked: bool) -> None:
    """The words beside each value that has some."""
    place: Any = None if stacked else {Drawn.BAR: "outEnd", Drawn.COLUMN: "outEnd"}.get(its.drawn, "t")
    size = 9.0 if len(its.values) <= FEW else 8.0
    series.dLbls = _no_labels()
    series.dLbls.dLbl = [
        _LabelOfWords(at, words, size, dLblPos=place, **_SHOWN)
        for at, words in enumerate(its.labels)
        if words and its.values[at] is not None
    ]


def _rgb(colour: str) -> str:
    return colour.removeprefix("#").upper()


def _plain(rgb: Any) -> ColorChoice:
    return ColorChoice(srgbClr=rgb)
