"""A monthly committee pack of many incidents: slides and workbook, and the document, against bare libraries that write as much."""

import json
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.lines import Line
from tests.bench.processes import run

SLIDES_AND_WORKBOOK, DOCUMENT = 2.0, 6.0
"""Seconds, from the question to the bytes."""

OURS = """
import json, sys, time
from pathlib import Path
from dashboard.cli.edition_asked import asking_of
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER, Profile
from dashboard.domain.store import Store
from dashboard.edition import editions_of
from dashboard.reports.formats import FORMATS
from dashboard.reports.progress import say_nothing
from dashboard.reports.templates import BY_NAME as TEMPLATES, make_pack
import dashboard.reports.document.pdf, dashboard.reports.powerpoint.presentation, dashboard.reports.workbook.workbook  # a server has the libraries loaded
store = Store(Path(sys.argv[1]))
took = {}
began = time.perf_counter()
editions = editions_of(store, SINGLE_USER)
asking = asking_of(store, editions[0], IncidentFilter(), editions)
pack = make_pack(TEMPLATES["monthly"], asking, Profile.INTERNAL)
took["making"] = time.perf_counter() - began
for each in FORMATS:
    began = time.perf_counter()
    size = len(each.write(pack, say_nothing))
    took[each.ending] = time.perf_counter() - began
print(json.dumps({"slides": len(pack.slides), "incidents": asking.facts.incidents, **took}))
"""
BARE = """
import io, json, time
from openpyxl import Workbook
from openpyxl.chart import LineChart, Reference
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm
import typst
began = time.perf_counter()
slides = Presentation()
for _ in range(12):
    data = CategoryChartData()
    data.categories = [str(month) for month in range(24)]
    for name in ("rate", "average", "upper", "lower"):
        data.add_series(name, [float(month) for month in range(24)])
    slide = slides.slides.add_slide(slides.slide_layouts[5])
    slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, Cm(1), Cm(4), Cm(22), Cm(13), data)
slides.save(io.BytesIO())
book = Workbook()
for _ in range(12):
    sheet = book.create_sheet()
    for month in range(24):
        sheet.append([month, 1.0, 2.0, 3.0, 4.0])
    chart = LineChart()
    chart.add_data(Reference(sheet, min_col=2, max_col=5, min_row=1, max_row=24))
    sheet.add_chart(chart, "H2")
book.save(io.BytesIO())
both = time.perf_counter() - began
began = time.perf_counter()
typst.compile(b"#set page(width: 20cm)\\n" + b"= Title\\n#lorem(300)\\n#pagebreak()\\n" * 12)
print(json.dumps({"both": both, "pdf": time.perf_counter() - began}))
"""


def pack_lines(store: Path, rounds: int) -> Iterator[Line | str]:
    """The two lines, then what each step took."""
    ours, bare = [], []
    for _ in range(rounds):
        bare.append(json.loads(run("-c", BARE).out))
        ours.append(json.loads(run("-c", OURS, str(store)).out))
    of = f"{ours[0]['slides']} slides of {ours[0]['incidents']:,} incidents"
    both = [one["making"] + one["pptx"] + one["xlsx"] for one in ours]
    document = [one["making"] + one["pdf"] for one in ours]
    for what, took, reference, bar in (
        (
            f"monthly pack, {of}, slides and workbook",
            both,
            [one["both"] for one in bare],
            SLIDES_AND_WORKBOOK,
        ),
        (f"monthly pack, {of}, document", document, [one["pdf"] for one in bare], DOCUMENT),
    ):
        ratio = median(one / other for one, other in zip(took, reference, strict=True))
        yield Line(
            f"{what}, against bare libraries", "s", median(took), median(reference), ratio, f"<= {bar:g} s",
            median(took) <= bar,
        )  # fmt: skip
    steps = {name: median(one[name] for one in ours) for name in ("making", "pptx", "xlsx", "pdf")}
    yield "monthly pack, step by step: " + ", ".join(f"{name} {took:.2f} s" for name, took in steps.items())
