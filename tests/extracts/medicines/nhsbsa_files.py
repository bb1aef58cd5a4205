"""Files in the shape of the NHSBSA's BNF Code Information, of made-up names."""

import csv
import io
from collections.abc import Iterable, Sequence

LEVELS = ("Chapter", "Section", "Paragraph", "Subparagraph", "Chemical Substance", "Product", "Presentation")
SPACED = tuple(heading for level in LEVELS for heading in (f"BNF {level}", f"BNF {level} Code"))
UNDERLINED = ("YEAR_MONTH", *(heading.upper().replace(" ", "_") for heading in SPACED))

Line = tuple[str, str, str, str]
"""(code of the product, substance, product, presentation)."""

MADE_UP: tuple[Line, ...] = (
    ("0208010Z0AA", "Zelaparin sodium", "Zelaparin sodium", "Zelaparin sodium 20mg inj"),
    ("0208010Z0AA", "Zelaparin sodium", "Zelaparin sodium", "Zelaparin sodium 40mg inj"),
    ("0208010Z0BB", "Zelaparin sodium", "Zelapan", "Zelapan 20mg inj"),
    ("0407020Q0BB", "Morphine sulfate", "Morfizor", "Morfizor 10mg tablets"),
    ("0501013Z0AA", "Vexacillin sodium/tazolactam sodium", "Vexacillin sodium/tazolactam sodium", "Inf 4g"),
    ("0501013Z0BB", "Vexacillin sodium/tazolactam sodium", "Vexataz", "Vexataz inf 4g"),
    ("0211000Z0AA", "Factor XVI (Recombinant)", "Factor XVI (Recombinant)", "Factor XVI 500unit inj"),
    (
        "0102000Z0AA",
        "Brelazine hydrochloride (Brelaxin B)",
        "Brelazine hydrochloride (Brelaxin B)",
        "10mg tabs",
    ),
    ("0603020Z0BB", "Trilocort acetate (Systemic)", "Trilomed", "Trilomed 1mg tablets"),
    ("1304000Z0BB", "Trilocort acetate (Topical)", "Trilosan", "Trilosan 1% cream"),
    ("1304000Q0BB", "Hydrocortisone", "Corticresa", "Corticresa 1% cream"),
    ("0603020Q0BB", "Hydrocortisone sodium succinate", "Bicorta", "Bicorta inj"),
    ("1304000Q0CC", "Hydrocortisone", "Bicorta", "Bicorta cream"),
    ("0101010Z0BB", "Other antacid preparations", "Stomacalm", "Stomacalm liquid"),
    ("0309020Z0AA", "Crestolin", "Crestolin", "Crestolin linctus"),
    ("0309020Z0BB", "Crestolin", "Simple", "Simple linctus"),
    ("0309020Z0CC", "Crestolin", "Proprietary compound preparation BNF 0309020", "Cough mixture"),
    ("1404000Z0AA", "Zanzibar fever", "Zanzibar fever", "Zanzibar fever vaccine inj"),
    ("0913011Z0BB", "Powder 1.5 kcal/ml smoothie (0913011)", "Fruitsure", "Fruitsure sachets"),
)
APPLIANCES: tuple[Line, ...] = (
    ("20010900001", "Absorbent cottons", "Cotton wool", "Cotton wool 25g"),
    ("2399", "DUMMY CHEMICAL SUBSTANCE 239900000", "DUMMY PRODUCT 23990000006", "Leg bag"),
)


def file_of(lines: Iterable[Line], headings: Sequence[str] = SPACED, month: str = "202601") -> bytes:
    """A file with these lines, in the style of these headings."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    for number, (code, substance, product, presentation) in enumerate(lines):
        chapter, section, paragraph, subparagraph = (code[:length] for length in (2, 4, 6, 7))
        row = [
            "A chapter", chapter, "A section", section, "A paragraph", paragraph, "A subparagraph", subparagraph,
            substance, code[:9], product, code, presentation, f"{code}{number:04d}",
        ]  # fmt: skip
        writer.writerow([month, *row] if headings[0] == "YEAR_MONTH" else row)
    return out.getvalue().encode()
