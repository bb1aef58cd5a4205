"""Texts that a spreadsheet could run, by generation, and a pack that holds each of them wherever a pack can hold text."""

from datetime import date

from dashboard.charts import drawing as go
from dashboard.charts.frame import Picture, Standing, Table, framed
from dashboard.domain.reader import Profile
from dashboard.reports.pack import Box, Listing, Pack, Slide

SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "−", "﹣", "\t", "\r", "\n")
BODIES = (
    "1+1", "cmd|'/C calc'!A0", 'HYPERLINK("http://example.org","x")', "SUM(A1:A9)", 'WEBSERVICE("http://example.org")',
    'DDE("cmd";"/C calc";"x")', "",
)  # fmt: skip
BEFORE = (
    " ",
    "   ",
    "\xa0",
    "\t",
    "\r\n",
    "\n\n",
    "\0",
    "\0\0",
    "\u200b",
    "\ufeff",
    "\u2003",
    "\x01",
    "\x1f",
)
OTHERS = (
    "=1+1;2", "==1", "-1+1|cmd", "+44 20 7946 0000", "@SUM(1)", "'=1", '"=1+1"', "=1+1\n=2", "Ward 7\r=1+1", "Ward 7\r\n=1+1",
    'Ward "7",=1+1', "{=1+1}", "#REF!", "#N/A", "#DIV/0!", "TRUE", "1e5", "007", "01/02/2026", "_x003D_1+1", "=_x0041_", "a_x000D_b",
    "]]>&lt;<f>1+1</f>", "&A&P =1", "<b>=1</b>", "two\vlines", "\ud800=1", "\ufffe=1", "=" + "9" * 300, "-3", "－3", "=A1&CHAR(10)", "=IMPORTXML(1)", "+IMPORTDATA(A1)", "@IF(1,2)",
)  # fmt: skip
PAYLOADS = tuple(
    dict.fromkeys(
        (
            *(sign + body for sign in SIGNS for body in BODIES),
            *(before + body for before in BEFORE for body in ("=1+1", "@SUM(1)")),
            *OTHERS,
        )
    )
)

EDITION = "Released 5 November 2026 (edition 13)."


def pack_of(*slides: Slide, words: str = "plain", **other: object) -> Pack:
    """A pack that says `words` wherever a pack itself has text."""
    given: dict = {
        "template": "monthly",
        "title": words,
        "standing": Standing(words, words, words, words, words, (words,), words),
        "profile": Profile.INTERNAL,
        "edition_id": 13,
        "query": words,
        "is_draft": False,
        "slides": slides,
        "strategy": tuple((payload, payload) for payload in PAYLOADS) if words != "plain" else (),
        "marks": (words,),
    }
    return Pack(**(given | other))


def picture_of(words: str, names: tuple[str, ...], table: Table) -> Picture:
    """Level bars of these names, with a whole picture's words."""
    counts = list(range(1, len(names) + 1))
    bars = go.Bar(
        x=counts,
        y=list(names),
        orientation="h",
        name=words,
        text=[words for _ in names],
        marker={"color": "#005EB8"},
    )
    standing = Standing(words, words, words, words, words, (words,), words)
    return Picture(
        words,
        words,
        words,
        words,
        framed(go.Figure([bars]), height=300),
        table,
        standing,
        (words,),
        (words,),
        words,
    )


def payload_pack() -> Pack:
    """Every payload as a cell of two columns, a heading, the heading and note of a table of its own, a line and a row of strategy;
    and one of them in every other text that a pack has.
    """
    first = PAYLOADS[1]
    of_all = Table((*PAYLOADS, "n"), (*((*PAYLOADS, -7),), *((*reversed(PAYLOADS), 0.25),)))
    down = Table(
        ("Ward", "Said", "n", "Day"),
        tuple((payload, payload, -place, date(2026, 1, 1)) for place, payload in enumerate(PAYLOADS)),
    )
    own = tuple(Listing(each, Table((each, "n"), ((each, -1),)), each) for each in PAYLOADS)
    return pack_of(
        Slide(
            first, first, first, (picture_of(first, PAYLOADS, down),), (), (Box(first, PAYLOADS),), PAYLOADS
        ),
        Slide("across", first, first, (), (Listing(first, of_all, first),)),
        Slide("own", first, first, (), own),
        words=first,
    )
