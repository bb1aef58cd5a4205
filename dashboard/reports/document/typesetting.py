"""Typst, the program that sets our documents and drawings: without a browser, a network, or the fonts of the machine.

What is set reaches it as data beside the document, never as its source, so that no text can be markup. The same input gives the same
bytes: no clock, no font but the one named here and those inside typst.
"""

import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst

from dashboard.reports.making import PackRefused

FONT_PACKAGE = "fontpkg_arimo"
"""Arimo (SIL Open Font License 1.1): as wide as Arial letter for letter, with £, µ, ≤, Greek, Cyrillic and Hebrew. Without it, the serif
that typst holds is used, which every machine has too.
"""

NOT_THERE = "\ufffd"
"""Stands for a character that no font at hand has."""

_PLAIN = frozenset(map(chr, range(32, 127))) | frozenset("£µ≤≥–—−…‘’“”×±·°½é▲▼")
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the order of what stands beside them, so that 12 can be read as 21: words have a direction without them."""

CANNOT_BE_SET = "The document could not be typeset: {what}. Nothing was written."


class NotTypeset(PackRefused):
    """The document could not be made. The message is one sentence for the person, without any text of the document."""


@cache
def _fonts() -> typst.Fonts:
    found = find_spec(FONT_PACKAGE)
    folders = [Path(place) / "files" for place in (found.submodule_search_locations or ())] if found else []
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def set_as_pdf(files: Mapping[str, bytes]) -> bytes:
    """The document main.typ among these files, as PDF/UA-1. Raises NotTypeset."""
    return _one(_set(lambda: typst.compile(_input(files), pdf_standards=["ua-1"], **_from())))


def set_as_png(files: Mapping[str, bytes], dpi: float) -> bytes:
    """The one page of main.typ as PNG, so many dots to the inch. Raises NotTypeset."""
    return _one(_set(lambda: typst.compile(_input(files), format="png", ppi=dpi, **_from())))


def _input(files: Mapping[str, bytes]) -> Any:
    return dict(files)


def _from() -> dict[str, Any]:
    return {"font_paths": _fonts(), "ignore_system_fonts": True}


def _set(compiled: Callable[[], Any]) -> Any:
    try:
        return compiled()
    except typst.TypstError as error:
        raise NotTypeset(CANNOT_BE_SET.format(what=_reason(error))) from None
    except BaseException as stopped:
        # Rust's own panic is no Exception, so that it would end the server's thread; its text may hold some of the document
        if type(stopped).__name__ != "PanicException":
            raise
        raise NotTypeset(CANNOT_BE_SET.format(what="the typesetter stopped")) from None


def _one(made: Any) -> bytes:
    pages = made if isinstance(made, list) else [made]
    if len(pages) != 1 or pages[0] is None:
        raise NotTypeset(CANNOT_BE_SET.format(what=f"{len(pages)} pages where one was to be drawn"))
    return pages[0]


def _reason(error: typst.TypstError) -> str:
    """Of what kind it is. Typst's own words quote the document."""
    words = str(error)
    if "could not be displayed" in words:
        return "it holds a character that no font at hand has"
    if "disallowed codepoint" in words:
        return "it holds a character that a tagged PDF may not hold"
    return "the typesetter refused it"


def settable(text: str) -> str:
    """The text without signs that cannot be set: control characters go, what no font has is NOT_THERE."""
    if _PLAIN.issuperset(text):
        return text
    return "".join(each if each in _PLAIN else _settable(each) for each in text)


@lru_cache(maxsize=4096)
def _settable(letter: str) -> str:
    if letter in "\n\r\t\u2028\u2029":
        return " "
    category = unicodedata.category(letter)
    if letter in _DIRECTION or category == "Cc":
        return ""
    if category in ("Cs", "Co", "Cn"):
        return NOT_THERE
    return letter if letter_has_a_glyph(letter) else NOT_THERE


def letter_has_a_glyph(letter: str) -> bool:
    """Asked of typst itself, which refuses a tagged PDF that would show an empty box: 2 ms, once for each letter."""
    trial = b'#set document(title: "a", date: none)\n#set text(font: "Arimo")\na#sys.inputs.letter'
    try:
        typst.compile(
            _input({"main.typ": trial}), pdf_standards=["ua-1"], sys_inputs={"letter": letter}, **_from()
        )
    except typst.TypstError:
        return False
    return True
