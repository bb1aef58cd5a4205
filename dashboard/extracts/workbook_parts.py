"""The parts of a workbook, straight from its archive and without the library that reads its cells."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

PIECE = 4 * 1024 * 1024
SMALL_PART = 8 * 1024 * 1024
"""The workbook's own list of sheets takes a few kilobytes; one above this is no list of sheets."""

UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError)
"""What a damaged archive raises while it is unpacked (an encrypted part is a RuntimeError)."""


class PartMissing(Exception):
    """A part that the workbook names is not there or not readable."""


class WorkbookParts:
    """The sheets of a workbook by name, its date system, and the bytes of its parts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with zipfile.ZipFile(path) as archive:
                self._entries = {_plain(name): name for name in archive.namelist()}
        except UNREADABLE as error:
            raise PartMissing(str(path)) from error
        main = self._workbook_part()
        root = self._small(main)
        relations = self._relations(main)
        self.sheets: dict[str, str] = {}
        """Sheet name to its part."""
        self.date1904 = False
        for element in root.iter():
            name = _local(element.tag)
            if name == "workbookPr":
                self.date1904 = element.get("date1904", "").lower() in ("1", "true", "on")
            elif name == "sheet":
                id_of = next((value for key, value in element.attrib.items() if _local(key) == "id"), "")
                if id_of in relations:
                    self.sheets[element.get("name", "")] = relations[id_of][1]
        strings = [target for kind, target in relations.values() if kind.endswith("/sharedStrings")]
        self.strings = strings[0] if strings and _plain(strings[0]) in self._entries else None

    def pieces(self, part: str) -> Iterator[bytes]:
        """The unpacked bytes of a part, in pieces. Raises PartMissing."""
        name = self._entries.get(_plain(part))
        if name is None:
            raise PartMissing(part)
        try:
            with zipfile.ZipFile(self._path) as archive, archive.open(name) as stream:
                while piece := stream.read(PIECE):
                    yield piece
        except UNREADABLE as error:
            raise PartMissing(part) from error

    def _small(self, part: str) -> ElementTree.Element:
        content = b""
        for piece in self.pieces(part):
            content += piece
            if len(content) > SMALL_PART:
                raise PartMissing(part)
        try:
            return ElementTree.fromstring(content)
        except ElementTree.ParseError as error:
            raise PartMissing(part) from error

    def _workbook_part(self) -> str:
        try:
            for kind, target in self._relations("").values():
                if kind.endswith("/officeDocument"):
                    return target
        except PartMissing:
            pass
        return "xl/workbook.xml"

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Id of each part that this one names: its kind and its place in the archive."""
        folder, name = posixpath.split(part)
        found = {}
        for element in self._small(posixpath.join(folder, "_rels", f"{name}.rels")).iter():
            if _local(element.tag) == "Relationship":
                target = element.get("Target", "").replace("\\", "/")
                whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found[element.get("Id", "")] = (element.get("Type", ""), posixpath.normpath(whole))
        return found


def _plain(name: str) -> str:
    """Names in an archive are compared without case and with one kind of slash, as spreadsheets do."""
    return name.replace("\\", "/").lstrip("/").lower()


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
