"""Damage to text listings: quotes, widths, marks, encodings, separators, cells."""

import random

from tests.proofs.bad_bytes import MEGABYTE, Damage


def _lines(content: bytes) -> list[bytes]:
    return content.split(b"\n")


def _quote_unclosed(chance: random.Random, content: bytes) -> bytes:
    lines = _lines(content)
    lines.insert(chance.randrange(1, len(lines)), b'W1,"never closed')
    return b"\n".join(lines)


def _ragged(chance: random.Random, content: bytes) -> bytes:
    lines = _lines(content)
    for _ in range(10):
        at = chance.randrange(len(lines))
        cells = lines[at].split(b",")
        lines[at] = b",".join(
            cells[: chance.randrange(len(cells) + 1)] + [b"x"] * chance.choice((0, 0, 3, 30))
        )
    return b"\n".join(lines)


def _marks(chance: random.Random, content: bytes) -> bytes:
    marks = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff")
    lines = [chance.choice(marks) + line if chance.random() < 0.2 else line for line in _lines(content)]
    return chance.choice(marks) + chance.choice(marks) + b"\n".join(lines)


def _two_encodings(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content))
    text = content[at:].decode("cp1252", "replace")
    return content[:at] + text.encode(chance.choice(("utf-16", "utf-16-be", "utf-32", "utf-8", "utf-7")))


def _header_only(chance: random.Random, content: bytes) -> bytes:
    return _lines(content)[0] + chance.choice((b"", b"\n", b"\r\n\r\n , ,\n"))


def _huge_cell(chance: random.Random, content: bytes) -> bytes:
    return content + b'\r\nW1,"' + b"x" * chance.choice((MEGABYTE, 20 * MEGABYTE)) + b'"\r\n'


def _many_columns(chance: random.Random, content: bytes) -> bytes:
    wide = chance.choice((500, 40_000))
    return b"ID," * wide + b"\r\n" + b"W1," * wide + b"\r\n" + content


def _only_separators(chance: random.Random, content: bytes) -> bytes:
    return chance.choice((b",", b";", b'"', b"\t", b"\r", b"\n", b'""', b'","')) * chance.choice(
        (3, 1000, 300_000)
    )


def _quotes_everywhere(chance: random.Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 2, 51))):
        damaged.insert(chance.randrange(len(damaged)), ord('"'))
    return bytes(damaged)


def _odd_cells(chance: random.Random, content: bytes) -> bytes:
    odd = (
        "=cmd|' /C calc'!A0", "1e400", "-1", "99999999999999999999", "31/02/2025", "0001-01-01", "9999-12-31", "\x0b", "\x1a",
        "\u202eabc", "𝟙𝟚/𝟘𝟛/2025", "NaN", "_x000D_", "\ufeff", "e\u0301" * 500, "١٢/٠٣/٢٠٢٥",
    )  # fmt: skip
    lines = _lines(content)
    for _ in range(20):
        at = chance.randrange(1, len(lines))
        cells = lines[at].split(b",")
        cells[chance.randrange(len(cells))] = chance.choice(odd).encode()
        lines[at] = b",".join(cells)
    return b"\n".join(lines)


def _line_ends(chance: random.Random, content: bytes) -> bytes:
    ends = (b"\r", b"\n", b"\r\n", b"\n\r", b"\x85", b"\xe2\x80\xa8", b"\0\n")
    return b"".join(line.rstrip(b"\r") + chance.choice(ends) for line in _lines(content))


TEXT: dict[str, Damage] = {
    "quote never closed": _quote_unclosed,
    "ragged": _ragged,
    "byte-order marks": _marks,
    "two encodings": _two_encodings,
    "header only": _header_only,
    "a huge cell": _huge_cell,
    "thousands of columns": _many_columns,
    "only separators": _only_separators,
    "quotes anywhere": _quotes_everywhere,
    "odd cells": _odd_cells,
    "mixed line ends": _line_ends,
}
