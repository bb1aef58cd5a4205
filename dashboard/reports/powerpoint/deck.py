"""An empty presentation in the trust's colours, and its slides one by one: title, heading, what it stands on, foot, number, notes."""

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.parts.chart import ChartPart

from dashboard.charts.palette import GRID, INK, MUTED
from dashboard.reports.export import NO_CLOCK
from dashboard.reports.native.chart import NativeChart
from dashboard.reports.native.colours import ink_on_paper, is_colour
from dashboard.reports.native.text_measured import Words, fitted, height_of
from dashboard.reports.pack import Look, Pack
from dashboard.reports.powerpoint.axes import Size
from dashboard.reports.powerpoint.chart import chart_xml
from dashboard.reports.powerpoint.xml import (
    DECORATIVE,
    EMU,
    LANGUAGE,
    NAMED,
    Area,
    C,
    R,
    attribute,
    clean,
    escaped,
    fill,
    frame,
    rule,
    run_properties,
    text_body,
    text_box,
)

WIDE, HIGH = 13.333, 7.5
LEFT, ACROSS = 0.6, 12.133
FONT = "Arial"
HEADING = Area(LEFT, 0.36, ACROSS, 0.24)
TITLE = Area(LEFT, 0.62, ACROSS, 1.06)
TITLE_SIZES = (24, 22, 20, 18, 16, 15, 14)
STANDING_HIGH, BODY_END = 0.24, 6.68
FOOT = Area(LEFT, 6.86, 11.3, 0.4)
NUMBER = Area(12.133, 6.86, 0.6, 0.2)
SMALLEST = 10.5
DRAFT = "Draft, not released"
_THEME_COLOURS = {"dk2": "#003087", "lt2": "#E8EDEE", "accent1": "#005EB8", "accent2": "#003087", "accent3": "#5B7186",
                  "accent4": "#6A1B9A", "accent5": "#AE5C00", "accent6": "#AEB7BD", "hlink": "#005EB8", "folHlink": "#003087"}  # fmt: skip


class Deck:
    """One presentation while it is written."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.colour = ink_on_paper(pack.look.main_colour)
        self.made = Presentation()
        self._charts = 0
        self._set_up()

    def _set_up(self) -> None:
        made = self.made
        made.slide_width, made.slide_height = round(WIDE * EMU), round(HIGH * EMU)  # pyright: ignore[reportAttributeAccessIssue]
        size: Any = made.element.find(f"{{{NAMESPACE_P}}}sldSz")
        size.attrib.pop("type", None)
        for layout in [each for each in made.slide_layouts if each.name != "Title Only"]:
            made.slide_layouts.remove(layout)
        layout = made.slide_layouts[0]
        for tree in (made.slide_master.shapes._spTree, layout.shapes._spTree):
            for shape in list(tree)[2:]:
                tree.remove(shape)
            for number, kind in enumerate(("title", "ftr", "sldNum"), 2):
                tree.append(_placeholder(number, kind, template=True))
        behind: Any = layout.shapes._spTree
        behind.append(rule(10, Area(0, 0, WIDE, 0.09), self.colour))
        behind.append(rule(11, Area(LEFT, 6.77, ACROSS, 0.01), GRID))
        if self.pack.is_draft:
            behind.insert(2, _watermark())
        _themed(made.slide_master.part, self.pack.look)
        for related in [
            each for each in made.part.package._rels.values() if each.reltype == RELATIONSHIP_TYPE.THUMBNAIL
        ]:
            made.part.package._rels.pop(related.rId)
        for related in [
            each for each in made.part.rels.values() if each.reltype.endswith("/printerSettings")
        ]:
            made.part.rels.pop(related.rId)
        told = made.core_properties
        told.title, told.subject = self.pack.title, self.pack.standing.line()
        told.author, told.last_modified_by, told.comments = "", "", ""
        told.language, told.keywords = LANGUAGE, f"Digest {self.pack.digest}"
        for kept in list(told._element):
            if str(kept.tag).endswith(
                ("}created", "}modified", "}creator", "}lastModifiedBy", "}description")
            ):
                told._element.remove(kept)

    def slide(self, title: str, heading: str, standing: str, notes: Sequence[str]) -> "Page":
        return Page(self, title, heading, standing, notes)

    def chart_part(self, made: Any, chart: NativeChart, size: Size) -> str:
        """The chart with its workbook, beside a slide: the number of the relation."""
        self._charts += 1
        xml, sheet = chart_xml(chart, size)
        package = made.part.package
        name = PackURI(f"/ppt/charts/chart{self._charts}.xml")
        part = ChartPart.load(name, CONTENT_TYPE.DML_CHART, package, xml)
        part.chart_workbook.update_from_xlsx_blob(sheet.workbook())
        return made.part.relate_to(part, RELATIONSHIP_TYPE.CHART)

    def bytes(self) -> bytes:
        """The file; its parts in a fixed order and without the time of day."""
        written, kept = io.BytesIO(), io.BytesIO()
        self.made.save(written)
        with zipfile.ZipFile(written) as source, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                info = zipfile.ZipInfo(name, NO_CLOCK)
                info.compress_type = zipfile.ZIP_STORED if name.endswith(".xlsx") else zipfile.ZIP_DEFLATED
                target.writestr(info, _without_names(name, source.read(name)))
        return kept.getvalue()


class Page:
    """One slide: what is put on it stands in its tree in the order in which it is read."""

    def __init__(self, deck: Deck, title: str, heading: str, standing: str, notes: Sequence[str]) -> None:
        self.deck = deck
        self.made = deck.made.slides.add_slide(deck.made.slide_layouts[0])
        self.tree: Any = self.made.shapes._spTree
        for shape in list(self.tree)[2:]:
            self.tree.remove(shape)
        self.number = 1
        self.unsaid: list[str] = []
        size, words, cut = fitted([Words(clean(title), bold=True)], TITLE.width, TITLE.height, TITLE_SIZES)
        if cut:
            self.unsaid.append(title)
        self.tree.append(_placeholder(self._next(), "title", words=words, size=size))
        self.text(
            "Heading", HEADING, [Words(clean(heading), bold=True, colour=deck.colour)], (12, 11, SMALLEST)
        )
        end = TITLE.y + height_of(words, size, TITLE.width) + 0.08
        stands = Area(LEFT, end, ACROSS, STANDING_HIGH)
        self.text("What it stands on", stands, [Words(clean(standing), colour=MUTED)], (12, 11, SMALLEST))
        start = max(1.62, end + STANDING_HIGH + 0.14)
        self.body = Area(LEFT, start, ACROSS, BODY_END - start)
        self.notes = list(notes)

    def _next(self) -> int:
        self.number += 1
        return self.number

    def text(
        self,
        name: str,
        area: Area,
        words: Sequence[Words],
        sizes: Sequence[float],
        *,
        anchor: str = "t",
        align: str = "l",
    ) -> float:
        """The words at the largest size at which all have room; what has none goes to the notes. The height that they take."""
        kept = [each for each in words if each.text.strip()]
        if not kept:
            return 0.0
        size, fitting, cut = fitted(kept, area.width, area.height + 0.02, sizes)
        if cut:
            self.unsaid += [each.text for each in kept]
        self.tree.append(text_box(self._next(), name, area, fitting, size, anchor=anchor, align=align))
        return height_of(fitting, size, area.width)

    def rule(self, area: Area, colour: str) -> None:
        self.tree.append(rule(self._next(), area, colour))

    def chart(self, chart: NativeChart, area: Area, size: Size) -> None:
        related = self.deck.chart_part(self.made, chart, size)
        inner = f'<c:chart xmlns:c="{C}" xmlns:r="{R}" r:id="{related}"/>'
        self.tree.append(frame(self._next(), f"Chart: {chart.title}", chart.alt, area, C, inner))

    def table(self, name: str, alt: str, area: Area, uri: str, xml: str) -> None:
        self.tree.append(frame(self._next(), name, alt, area, uri, xml))

    def close(self) -> None:
        """The foot, the number and the notes, which are read last."""
        pack = self.deck.pack
        words = [Words(pack.foot(), colour=MUTED)]
        size, fitting, _ = fitted(words, FOOT.width, FOOT.height, (SMALLEST,))
        self.tree.append(_placeholder(self._next(), "ftr", words=fitting, size=size))
        self.tree.append(_placeholder(self._next(), "sldNum", size=SMALLEST))
        told = [*self.unsaid, *self.notes]
        if told:
            self.made.notes_slide.notes_text_frame.text = clean("\n".join(dict.fromkeys(told)))  # pyright: ignore[reportOptionalMemberAccess]


NAMESPACE_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_NAMES = {"title": "Title", "ftr": "Foot", "sldNum": "Slide number"}
_AREAS = {"title": TITLE, "ftr": FOOT, "sldNum": NUMBER}
_INDEX = {"title": "", "ftr": ' sz="quarter" idx="11"', "sldNum": ' sz="quarter" idx="12"'}


def _placeholder(
    number: int, kind: str, *, words: Sequence[Words] = (), size: float = 24, template: bool = False
) -> Any:
    """A title, a foot or a slide number where outline and screen readers look for it."""
    align = "r" if kind == "sldNum" else "l"
    if kind == "sldNum":
        field = f'<a:fld id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum">{run_properties(SMALLEST, colour=MUTED)}<a:t>‹#›</a:t></a:fld>'
        inner = f'<a:p><a:pPr algn="r"/>{field}</a:p>'
    elif template:
        inner = f'<a:p><a:r><a:rPr lang="{LANGUAGE}"/><a:t>{escaped(_NAMES[kind])}</a:t></a:r></a:p>'
    else:
        inner = ""
    points = {"title": 2400, "ftr": 1050, "sldNum": 1050}[kind]
    weight = 1 if kind == "title" else 0
    style = (
        f'<a:lstStyle><a:lvl1pPr algn="{align}"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:defRPr lang="{LANGUAGE}" sz="{points}" '
        f'b="{weight}">{fill(INK if kind == "title" else MUTED)}</a:defRPr></a:lvl1pPr></a:lstStyle>'
    )
    body = (
        f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></a:bodyPr>{style}{inner}</p:txBody>'
        if inner
        else text_body(words, size, align=align)
    )
    area = _AREAS[kind].off_and_ext()
    return parse_xml(
        f'<p:sp {NAMED}><p:nvSpPr><p:cNvPr id="{number}" name={attribute(_NAMES[kind])} descr={attribute(_NAMES[kind])}/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}"{_INDEX[kind]}/></p:nvPr></p:nvSpPr><p:spPr>{area}'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>{body}</p:sp>'
    )


def _watermark() -> Any:
    """Behind everything on every slide, so that no slide of a draft can be taken for a released one."""
    turned = Area(1.7, 3.1, 10.0, 1.3).off_and_ext().replace("<a:xfrm>", '<a:xfrm rot="-1500000">')
    return parse_xml(
        f'<p:sp {NAMED}><p:nvSpPr><p:cNvPr id="12" name="Watermark" descr="">{DECORATIVE}</p:cNvPr><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{turned}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        f"{text_body([Words(DRAFT, bold=True, colour='#E6E9EC')], 66, anchor='ctr', align='ctr')}</p:sp>"
    )


def _themed(master: Any, look: Look) -> None:
    """The master's theme with our letters and the trust's colours, so that what is added by hand fits."""
    colours = dict(_THEME_COLOURS)
    if is_colour(look.main_colour):
        colours |= {"accent1": look.main_colour, "hlink": ink_on_paper(look.main_colour)}
    if is_colour(look.second_colour):
        colours |= {"accent2": look.second_colour, "dk2": ink_on_paper(look.second_colour)}
    theme = master.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode("utf-8")
    text = re.sub(r'<a:latin typeface="[^"]*"/>', f'<a:latin typeface="{FONT}"/>', text)
    for name, colour in colours.items():
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>",
            f'<a:{name}><a:srgbClr val="{colour[1:].upper()}"/></a:{name}>',
            text,
            count=1,
        )
    theme._blob = text.replace("Office Theme", "Medication incidents").encode("utf-8")


def _without_names(name: str, content: bytes) -> bytes:
    """The program that wrote the empty presentation is not the one that wrote this."""
    if name != "docProps/app.xml":
        return content
    content = content.replace(b"On-screen Show (4:3)", b"Widescreen")
    return re.sub(
        rb"<Application>[^<]*</Application>",
        b"<Application>Medication incident dashboard</Application>",
        content,
    )
