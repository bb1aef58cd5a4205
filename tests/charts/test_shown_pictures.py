"""Bars of which some may not be shown: words where there is no bar, nothing that reads as zero, and names as they are written."""

import pytest

from dashboard.charts.frame import Picture, Standing
from dashboard.charts.shown import NO_BAR, ShownItem, shown_bars, shown_columns
from dashboard.measures.protected import Cell
from dashboard.stats.disclosure import NONE_COUNTED, TOO_FEW, WITHHELD, Shown, ShownCount

STANDING = Standing("Trust", "2025", "by date of incident", "Released.")
ITEMS = (
    ShownItem("Large", Cell(ShownCount(Shown.VALUE, 120)), 60.0),
    ShownItem("None", Cell(NONE_COUNTED), 0.0),
    ShownItem("Few", Cell(TOO_FEW)),
    ShownItem("<b>Withheld</b>", Cell(WITHHELD)),
)


def drawn(kind: str) -> Picture:
    words = {"sentence": "S.", "caption": "C.", "how": ()}
    if kind == "bars":
        return shown_bars("k", "T", "What", ITEMS, STANDING, percent_of="all", **words)  # type: ignore[arg-type]
    return shown_columns("k", "T", "What", ITEMS, STANDING, **words)  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "along", "across"), [("bars", "x", "y"), ("columns", "y", "x")])
def test_what_is_not_shown_has_words_and_no_bar(kind: str, along: str, across: str) -> None:
    picture = drawn(kind)
    bars, words = picture.figure.data  # looked at by plotly
    assert list(getattr(bars, along)) == [120, 0, None, None]
    assert list(words.text) == [" too few to show", " not shown"]
    assert list(getattr(words, across)) == ["Few", "&lt;b&gt;Withheld&lt;/b&gt;"]
    assert [row[0] for row in bars.customdata][2:] == ["too few to show", "not shown"], "and so in the hover"
    assert picture.marks_explained == (NO_BAR,)
    assert picture.marks is None
    assert [row[1] for row in picture.table.rows] == [120, 0, "too few to show", "not shown"]


def test_shares_stand_beside_what_is_shown_alone() -> None:
    picture = drawn("bars")
    assert list(picture.figure.data[0].text) == ["120 (60 %)", "0", None, None]
    assert [row[2] for row in picture.table.rows] == [60.0, 0.0, "no percentage", "no percentage"]


def test_bars_that_are_not_drawn_stand_in_the_table() -> None:
    picture = shown_bars("k", "T", "What", ITEMS, STANDING, sentence="", caption="", how=(), drawn=1)
    assert (len(picture.figure.data[0].x), len(picture.table.rows)) == (1, 4)
