"""What a PDF for everybody holds, read back by another program: the part of PDF/UA-1 that a machine can look at (ISO 14289-1, 7)."""

import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


def elements(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every element of the tree of tags, in the order in which it is read out."""
    tree: Any = reader.trailer["/Root"]["/StructTreeRoot"]  # pyright: ignore[reportIndexIssue]
    yield from _beneath(tree["/K"])


def _beneath(node: Any) -> Iterator[DictionaryObject]:
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for each in node:
            yield from _beneath(each)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        yield node
        if "/K" in node:
            yield from _beneath(node["/K"])


def kinds(reader: PdfReader) -> list[str]:
    """'H1', 'Figure', 'TH', ... in reading order."""
    return [str(each["/S"])[1:] for each in elements(reader)]


def alternatives(reader: PdfReader) -> list[str]:
    """What stands in place of each figure."""
    return [str(each.get("/Alt", "")) for each in elements(reader) if each["/S"] == "/Figure"]


def lacking(reader: PdfReader) -> list[str]:
    """What a reader who does not see the page would miss. Empty for a whole document."""
    root: Any = reader.trailer["/Root"]
    xmp = root["/Metadata"].get_object().get_data().decode("utf-8")
    found = kinds(reader)
    levels = [int(each[1]) for each in found if re.fullmatch("H[1-6]", each)]
    steps = [later - earlier for earlier, later in zip([0, *levels], levels, strict=False)]
    tables = [each for each in elements(reader) if each["/S"] == "/Table"]
    looked_at = {
        "a mark that it is tagged": bool(root.get("/MarkInfo", {}).get("/Marked")),
        "its language": root.get("/Lang") == "en-GB",
        "a title that the window shows": bool(reader.metadata and reader.metadata.title)
        and bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")),
        "the word of PDF/UA-1 in its metadata": bool(re.search(r"pdfuaid:part\W+1\b", xmp)),
        "words for each figure": all(text.strip() for text in alternatives(reader)),
        "headings without a gap": all(step <= 1 for step in steps) and bool(levels),
        "headings of the columns in every table": all(
            "/TH" in [each["/S"] for each in _beneath(table["/K"])] for table in tables
        ),
        "an order of keys on each page": all(page.get("/Tabs") == "/S" for page in reader.pages),
        "its fonts": all(_is_embedded(font) for page in reader.pages for font in _fonts(page)),
        "letters that can be copied": all("/ToUnicode" in font for page in reader.pages for font in _fonts(page)),
    }  # fmt: skip
    return [f"the document lacks {what}" for what, there in looked_at.items() if not there]


def _fonts(holder: Any) -> Iterator[Any]:
    """Of a page and of the drawings on it."""
    resources = holder.get("/Resources", {})
    resources = resources.get_object() if hasattr(resources, "get_object") else resources
    for font in resources.get("/Font", {}).values():
        yield font.get_object()
    for drawing in resources.get("/XObject", {}).values():
        yield from _fonts(drawing.get_object())


def _is_embedded(font: Any) -> bool:
    descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
    return any(key in descriptor for key in ("/FontFile2", "/FontFile3"))


def words_of(reader: PdfReader) -> str:
    """All the text of the pages, with single spaces, and without the places where a long word may break."""
    text = " ".join(page.extract_text() for page in reader.pages)
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))
