"""The printed pack, read back by another program: tagged, the same figures, and nothing in it that an extract could command."""

import io
from dataclasses import replace
from datetime import date

import pytest
import typst
from pypdf import PdfReader

from dashboard.charts import drawing as go
from dashboard.charts.frame import Picture, Standing, Table, explain_marks, framed, month_axis
from dashboard.domain.reader import INTERNAL_MARK, Profile
from dashboard.reports.document.pdf import MOST_ROWS, pdf_bytes
from dashboard.reports.document.typesetting import NOT_THERE, NotTypeset, letter_has_a_glyph, settable
from dashboard.reports.pack import Box, Listing, Look, Pack, Slide
from tests.reports.tagged_pdf import alternatives, kinds, lacking, words_of

STANDING = Standing(
    "Trust", "January to April 2026", "by date of incident", "Released 5 May 2026 (edition 13).", "",
    ("Made-up trust: not real patients",), "Rules: a; dashboard version 0.1.0.",
)  # fmt: skip
HOSTILE = '#read("/etc/passwd") $x^2$ *b* _i_ = c @d <e> `f` \\g #[h] // i [j] שלום {k} "l"'
MONTHS = [date(2026, month, 1) for month in (1, 2, 3, 4)]


def line_picture(key: str = "rate", title: str = "Incidents recorded") -> Picture:
    figure = go.Figure(
        go.Scatter(
            x=[m.isoformat() for m in MONTHS], y=[5, 0, None, 9], mode="lines+markers", name="Incidents"
        )
    )
    framed(figure, height=300)
    month_axis(figure, MONTHS)
    explain_marks(figure, "Gap in the line: no extract covers the month; it is not a zero.")
    rows = (("January 2026", 5, 8.48), ("February 2026", 0, 7.0), ("March 2026", None, None),
            ("April 2026", "too few to show", 6.8))  # fmt: skip
    return Picture(
        key, title, "April had 9.", f"Caption of {key}.", figure,
        Table(("Month", "Incidents", "Average"), rows), STANDING,
    )  # fmt: skip


def heat_picture() -> Picture:
    figure = go.Figure(
        go.Heatmap(
            x=["Ward 7", HOSTILE],
            y=["Insulins", "Opioids"],
            z=[[31, 0], [4, 1204]],
            zmin=0,
            zmax=1204,
            colorscale=[[0, "#FFFFFF"], [1, "#0B4F8A"]],
        )
    )
    table = Table(("Class", "Ward", "Incidents"), (("Insulins", "Ward 7", 31), ("Opioids", HOSTILE, 1204)))
    return Picture("heat", "Where", "Most on Ward 7.", "A grid.", figure, table, STANDING)


def the_pack() -> Pack:
    slides = (
        Slide("headline", "5,003 incidents were recorded.", "What they say", boxes=(Box("", ("One.", HOSTILE)),), notes=("Note.",)),
        Slide("three", HOSTILE, "Side by side", (line_picture(), line_picture("harm", "Harm"), heat_picture()),
              (Listing("Twelve months", Table(("Month", "Fatal"), (("January 2026", 0), ("May 2026", None))), "Not recorded is not none."),),
              tuple(Box(name, ("Two lines.", HOSTILE)) for name in ("What we know", "What these data cannot tell us"))),
        Slide("list", "Two of moderate harm.", "Moderate and above",
              listings=(Listing("", Table(("Ward", "Day"), ((HOSTILE, date(2026, 9, 1)), ("x" * 300, date(2026, 9, 2)))), ""),)),
    )  # fmt: skip
    return Pack(
        "monthly", "Medication incidents recorded at Trust", STANDING, Profile.INTERNAL, 13, "from=2026-01",
        False, slides, (("What was asked", HOSTILE), ("Sources", "ab12" * 16)), (INTERNAL_MARK, *STANDING.marks),
    )  # fmt: skip


TOLD: list[tuple[int, int]] = []


def read(pack: Pack) -> PdfReader:
    TOLD.clear()
    return PdfReader(io.BytesIO(pdf_bytes(pack, lambda *step: TOLD.append(step))))


@pytest.fixture(scope="module")
def document() -> PdfReader:
    made = read(the_pack())
    assert TOLD == [(1, 4), (2, 4), (3, 4)], "slide by slide, and then it is typeset"
    return made


def test_it_can_be_read_without_being_seen(document: PdfReader) -> None:
    assert lacking(document) == []
    assert document.metadata and document.metadata.title == the_pack().title
    assert alternatives(document) == [line_picture().alt, line_picture("harm", "Harm").alt]
    found = kinds(document)
    # the grid, the list of months, the list of wards, three twins and the strategy
    assert found.count("Table") == 7
    assert found.count("H1") == 3 + 3  # slides; figures, methods, strategy


def test_its_words_and_figures_are_those_of_the_pack(document: PdfReader) -> None:
    pack, words = the_pack(), words_of(document)
    said = [
        "5,003 incidents were recorded.", "April had 9.", "Gap in the line", "Not recorded is not none.", "What we know",
        "January 2026 5 8.5", "February 2026 0 7.0", "March 2026 – –", "April 2026 too few to show 6.8",
        "January 2026 0 May 2026 –", "Insulins 31 0", "Opioids 4 1,204", "1 September 2026", "ab12" * 16,
    ]  # fmt: skip
    assert [each for each in said if each not in words] == []
    assert words.count("x") >= 300  # broken into lines, and whole
    pages = [" ".join(page.extract_text().split()) for page in document.pages]
    for number, page in enumerate(pages, 1):
        assert f"Digest {pack.digest}" in page
        assert f"Page {number} of {len(pages)}" in page
        assert INTERNAL_MARK in page
        assert "DRAFT" not in page


def test_what_an_extract_wrote_stays_text(document: PdfReader) -> None:
    words = words_of(document)
    # in three boxes, as a finding, in two tables and in the strategy; and as a heading of the grid, in lines
    assert words.count('#read("/etc/passwd")') >= 7
    for part in ("$x^2$ *b* _i_ = c @d <e> `f` \\g #[h] // i [j]", '{k} "l"'):
        assert words.count(part) >= 6, part


def test_the_same_pack_gives_the_same_bytes_and_another_look_only_other_colours() -> None:
    pack = the_pack()
    assert pdf_bytes(pack) == pdf_bytes(the_pack())
    coloured = replace(pack, look=Look("#006747", "#003087"))
    assert pdf_bytes(coloured) != pdf_bytes(pack)
    assert coloured.digest == pack.digest


def test_a_draft_says_so_on_every_page_and_a_long_pack_has_its_contents() -> None:
    slides = tuple(Slide(f"s{n}", f"Finding {n}.", f"Heading {n}") for n in range(9))
    draft = read(replace(the_pack(), is_draft=True, slides=slides))
    assert all("DRAFT" in page.extract_text() for page in draft.pages)
    first = draft.pages[0].extract_text()
    assert "Contents" in first and "Heading 8" in first and "Finding 8" not in first
    assert lacking(draft) == []


def test_a_table_longer_than_the_document_holds_says_where_it_is() -> None:
    rows = tuple((f"Ward {n}", n) for n in range(MOST_ROWS + 1))
    picture = replace(line_picture(), table=Table(("Ward", "Incidents"), rows))
    words = words_of(read(replace(the_pack(), slides=(Slide("a", "Title.", "Heading", (picture,)),))))
    assert f"The table has {MOST_ROWS + 1} rows: it is in the workbook of this pack." in words
    assert "Ward 299" not in words


def test_letters_that_no_font_has_are_shown_as_such_and_signs_that_turn_the_text_are_left_out() -> None:
    assert settable("Ward 7: 5 µg ≤ 10 £, naïve – “so”…") == "Ward 7: 5 µg ≤ 10 £, naïve – “so”…"
    assert settable("日 😀 \ue000 \ud800 \ufffe") == " ".join(NOT_THERE * 5)
    assert settable("a\x00b\x1bc\u202e12\u2066") == "abc12"
    assert settable("a\nb\u2028c") == "a b c"
    assert all(letter_has_a_glyph(letter) for letter in "£µ≤≥–—−…‘’“”×±·°½é▲▼")
    pack = replace(the_pack(), title="日\x00 \u202e😀")
    assert NOT_THERE in words_of(read(pack))


class PanicException(BaseException):
    """As Rust's own is called."""


@pytest.mark.parametrize("thrown", [typst.TypstError("the text `W10432` could not be displayed"), PanicException("W10432")])  # fmt: skip
def test_what_stops_the_typesetter_is_one_sentence_without_any_text_of_the_pack(
    thrown: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_: object, **__: object) -> bytes:
        raise thrown

    monkeypatch.setattr(typst, "compile", stops)
    with pytest.raises(NotTypeset, match=r"^The document could not be typeset: .*\. Nothing was written\.$") as raised:  # fmt: skip
        pdf_bytes(the_pack())
    assert "W10432" not in str(raised.value)
