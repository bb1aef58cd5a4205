"""How the bytes of a text file are to be read, and the file as UTF-8 in pieces, whatever it was written in."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PIECE = 4 * 1024 * 1024
UTF_8 = "UTF-8"
UTF_16 = "UTF-16"
WINDOWS = "Windows-1252"
END = "\ue000end"
"""A last row of our own. A private-use character begins it: no export writes one."""


@dataclass(frozen=True)
class Encoding:
    """The codec, its name for people, and the length of the mark before the text in bytes."""

    codec: str
    name: str
    mark: int = 0


def decide_encoding(path: Path) -> Encoding:
    """UTF-8 before Windows-1252: every UTF-8 file also decodes as 1252, as '5Âµg'. The whole file is looked at."""
    with path.open("rb") as stream:
        start = stream.read(4096)
        for mark, codec, name in (
            (codecs.BOM_UTF8, "utf-8", UTF_8),
            (codecs.BOM_UTF16_LE, "utf-16-le", UTF_16),
            (codecs.BOM_UTF16_BE, "utf-16-be", UTF_16),
        ):
            if start.startswith(mark):
                return Encoding(codec, name, len(mark))
        if start.count(0) > len(start) // 4:
            little = start[1::2].count(0) > start[0::2].count(0)
            return Encoding("utf-16-le" if little else "utf-16-be", UTF_16)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(start)
            while piece := stream.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return Encoding("cp1252", WINDOWS)
    return Encoding("utf-8", UTF_8)


def pieces_of(path: Path, encoding: Encoding) -> Iterator[bytes]:
    """The text as UTF-8 bytes, without its mark, in pieces of a few megabytes. Bytes that are no text become U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding.codec)(errors="replace")
    with path.open("rb") as stream:
        stream.seek(encoding.mark)
        if encoding.name == UTF_8 and not encoding.mark:  # was decoded whole when it was decided
            while piece := stream.read(PIECE):
                yield piece
            return
        while piece := stream.read(PIECE):
            yield decoder.decode(piece).encode("utf-8", errors="replace")
        yield decoder.decode(b"", final=True).encode("utf-8", errors="replace")


def text_of(path: Path, encoding: Encoding) -> Iterator[str]:
    """The text in pieces."""
    decoder = codecs.getincrementaldecoder(encoding.codec)(errors="replace")
    with path.open("rb") as stream:
        stream.seek(encoding.mark)
        while piece := stream.read(PIECE):
            yield decoder.decode(piece)
        yield decoder.decode(b"", final=True)


def lines_of(pieces: Iterator[str]) -> Iterator[str]:
    """Lines with their ends as they are, and a last one of our own.

    A quotation mark that is never closed swallows every row after it into one cell: the last line comes back as a row
    of its own only when the reader was not inside quotes at the end.
    """
    left = ""
    for piece in pieces:
        left += piece
        if left.endswith("\r"):
            continue  # its line feed may be in the next piece
        lines = list(io.StringIO(left, newline=""))
        left = lines.pop() if lines and not lines[-1].endswith("\n") else ""
        yield from lines
    if left:
        yield from io.StringIO(left if left.endswith(("\n", "\r")) else f"{left}\n", newline="")
    yield END


class ReadInPieces:
    """Pieces of bytes as a stream that the Arrow reader takes, with something of our own after the last of them."""

    closed = False

    def __init__(self, pieces: Iterator[bytes], last: bytes) -> None:
        self._pieces = pieces
        self._last: bytes | None = last
        self._left = b""

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes (-1: all), b"" at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                piece, self._last = self._last, None
                if piece is None:
                    return b""
            self._left = piece
        if size < 0:
            whole = self._left + b"".join(self._pieces) + (self._last or b"")
            self._left, self._last = b"", None
            return whole
        given, self._left = self._left[:size], self._left[size:]
        return given

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self.closed = True
