"""The few pieces of DrawingML that slides are made of: boxes of text, frames of tables and charts, words for who cannot see them."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml

from dashboard.charts.palette import INK
from dashboard.reports.export import plain_text
from dashboard.reports.native.text_measured import Words

EMU = 914_400
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
NAMED = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{R}"'
LANGUAGE = "en-GB"
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_PER_CENT = re.compile(r"(\d) %")
"""The figure and its sign stay in one line."""


class Area(NamedTuple):
    """A rectangle of a slide, in inches from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def columns(self, many: int, gap: float = 0.3) -> list["Area"]:
        wide = (self.width - gap * (many - 1)) / many
        return [Area(self.x + n * (wide + gap), self.y, wide, self.height) for n in range(many)]

    def shared(self, parts: Sequence[float], gap: float = 0.3) -> list["Area"]:
        """Columns as wide as their parts of the whole."""
        room, x, found = self.width - gap * (len(parts) - 1), self.x, []
        for part in parts:
            found.append(Area(x, self.y, room * part / sum(parts), self.height))
            x += found[-1].width + gap
        return found

    def rows(self, many: int, gap: float = 0.2) -> list["Area"]:
        high = (self.height - gap * (many - 1)) / many
        return [Area(self.x, self.y + n * (high + gap), self.width, high) for n in range(many)]

    def split_down(self, upper: float, gap: float = 0.0) -> tuple["Area", "Area"]:
        """So many inches above, the rest beneath."""
        return (
            Area(self.x, self.y, self.width, upper),
            Area(self.x, self.y + upper + gap, self.width, self.height - upper - gap),
        )

    def split_across(self, left: float, gap: float = 0.0) -> tuple["Area", "Area"]:
        return (
            Area(self.x, self.y, left, self.height),
            Area(self.x + left + gap, self.y, self.width - left - gap, self.height),
        )

    def off_and_ext(self, tag: str = "a") -> str:
        x, y, width, height = (round(each * EMU) for each in self)
        return f'<{tag}:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></{tag}:xfrm>'


def clean(text: object) -> str:
    """As XML may hold it: an extract may have other signs."""
    return plain_text(str(text))


def escaped(text: object) -> str:
    return escape(clean(text))


def attribute(text: object) -> str:
    """With its quotes."""
    return quoteattr(clean(text))


def fill(colour: str, alpha: int | None = None) -> str:
    inner = "" if alpha is None else f'<a:alpha val="{alpha * 1000}"/>'
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}">{inner}</a:srgbClr></a:solidFill>'


def run_properties(size: float, *, bold: bool = False, colour: str = INK, tag: str = "a:rPr") -> str:
    weight = ' b="1"' if bold else ' b="0"'
    return f'<{tag} lang="{LANGUAGE}" sz="{round(size * 100)}"{weight} dirty="0">{fill(colour)}</{tag}>'


def reads_from_the_right(text: str) -> bool:
    """By its first letter that has a direction."""
    for letter in text:
        if (direction := unicodedata.bidirectional(letter)) in ("L", "R", "AL"):
            return direction != "L"
    return False


def paragraph(words: Words, size: float, *, align: str = "l", first: bool = True) -> str:
    from_right = reads_from_the_right(words.text)
    side = ("l" if align == "r" else "r") if from_right and align != "ctr" else align
    before = (
        f'<a:spcBef><a:spcPts val="{round(words.before * 100)}"/></a:spcBef>'
        if words.before and not first
        else ""
    )
    rtl = ' rtl="1"' if from_right else ""
    how = f'<a:pPr algn="{side}"{rtl}>{before}</a:pPr>'
    properties = run_properties(size, bold=words.bold, colour=words.colour)
    text = _PER_CENT.sub("\\1\xa0%", escaped(words.text))
    return f"<a:p>{how}<a:r>{properties}<a:t>{text}</a:t></a:r></a:p>"


def text_body(words: Sequence[Words], size: float, *, anchor: str = "t", align: str = "l") -> str:
    inner = "".join(paragraph(each, size, align=align, first=not at) for at, each in enumerate(words))
    return (
        f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{inner or '<a:p/>'}</p:txBody>"
    )


def text_box(
    number: int,
    name: str,
    area: Area,
    words: Sequence[Words],
    size: float,
    *,
    anchor: str = "t",
    align: str = "l",
) -> Any:
    """A box of text; what it is for is its description."""
    return parse_xml(
        f'<p:sp {NAMED}><p:nvSpPr><p:cNvPr id="{number}" name={attribute(name)} descr={attribute(name)}/>'
        f'<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>{area.off_and_ext()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"<a:noFill/></p:spPr>{text_body(words, size, anchor=anchor, align=align)}</p:sp>"
    )


def rule(number: int, area: Area, colour: str) -> Any:
    """A filled bar that says nothing: marked as decorative."""
    return parse_xml(
        f'<p:sp {NAMED}><p:nvSpPr><p:cNvPr id="{number}" name="Rule {number}" descr="">{DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr>{area.off_and_ext()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill(colour)}<a:ln><a:noFill/></a:ln>'
        f'</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="{LANGUAGE}"/></a:p></p:txBody></p:sp>'
    )


def frame(number: int, name: str, alt: str, area: Area, uri: str, inner: str) -> Any:
    """The frame of a chart or a table, with its words for who cannot see it."""
    return parse_xml(
        f'<p:graphicFrame {NAMED}><p:nvGraphicFramePr><p:cNvPr id="{number}" name={attribute(name)} descr={attribute(alt)}/>'
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'{area.off_and_ext("p")}<a:graphic><a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic></p:graphicFrame>'
    )
