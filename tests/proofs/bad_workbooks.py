"""Damage to workbooks: what their XML says, what their archive holds, and bombs."""

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable

from tests.proofs.archives import packed, parts_of
from tests.proofs.bad_bytes import MEGABYTE, Damage, flip, noise, nuls, truncate, twice


def _sheet_name(parts: dict[str, bytes]) -> str:
    return max((name for name in parts if "worksheets/sheet" in name), key=lambda name: len(parts[name]))


def in_sheet(change: Callable[[random.Random, bytes], bytes]) -> Damage:
    """The workbook with the XML of its largest sheet changed."""

    def damage(chance: random.Random, content: bytes) -> bytes:
        parts = parts_of(content)
        name = _sheet_name(parts)
        return packed(parts | {name: change(chance, parts[name])})

    return damage


def _cell(place: str, value: str) -> bytes:
    row = re.sub(r"\D", "", place)
    return (
        f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>{value}</t></is></c></row></sheetData>'.encode()
    )


def _dimension(chance: random.Random, xml: bytes) -> bytes:
    said = chance.choice(
        (b"A1", b"A1:B2", b"A1:XFD1048576", b"ZZZ9:A1", b"", b"A0:A0", b"A1:ZZZZZZ99999999999")
    )
    without = re.sub(rb"<dimension[^>]*/>", b"", xml)
    return without.replace(b"<sheetData>", b'<dimension ref="' + said + b'"/><sheetData>', 1)


def _far_cell(chance: random.Random, xml: bytes) -> bytes:
    place = chance.choice(
        ("XFD1048576", "A1048576", "XFD2", "ZZ60000", "AAA400000", "XFE1048577", "A99999999999", "ZZZZZZZZ3")
    )
    return xml.replace(b"</sheetData>", _cell(place, "x"))


def _bomb(chance: random.Random, xml: bytes) -> bytes:
    filling = chance.choice((b" ", b"<!-- x -->", b"<row></row>", b"<row><c/></row>"))
    return xml.replace(
        b"<sheetData>", b"<sheetData>" + filling * (chance.choice((20, 70)) * MEGABYTE // len(filling))
    )


def _lying_bomb(chance: random.Random, content: bytes) -> bytes:
    bomb = bytearray(
        in_sheet(lambda c, xml: xml.replace(b"<sheetData>", b"<sheetData>" + b" " * 40 * MEGABYTE))(
            chance, content
        )
    )
    with zipfile.ZipFile(io.BytesIO(bytes(bomb))) as opened:
        sizes = [entry.file_size for entry in opened.infolist() if entry.file_size > MEGABYTE]
    return bytes(bomb).replace(struct.pack("<I", sizes[0]), struct.pack("<I", 2000))


def _many_parts(chance: random.Random, content: bytes) -> bytes:
    return packed(
        parts_of(content) | {f"xl/media/{n}.txt": b"" for n in range(chance.choice((300, 500, 4000)))}
    )


def _deep(chance: random.Random, xml: bytes) -> bytes:
    depth = chance.choice((200, 20_000, 400_000))
    return xml.replace(b"</sheetData>", b"<row>" * depth + b"</row>" * depth + b"</sheetData>")


def _deep_text(chance: random.Random, xml: bytes) -> bytes:
    depth = chance.choice((200, 100_000))
    return xml.replace(
        b"</sheetData>",
        b'<row><c t="inlineStr"><is>'
        + b"<r>" * depth
        + b"<t>x</t>"
        + b"</r>" * depth
        + b"</is></c></row></sheetData>",
    )


def _nested_zip(chance: random.Random, content: bytes) -> bytes:
    inside = packed({f"{n}.xlsx": content for n in range(5)})
    choices = (
        {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": inside},
        {"listing.xlsx": content},
        parts_of(content) | {"xl/more.zip": inside},
    )
    return packed(chance.choice(choices))


def _huge_strings(chance: random.Random, content: bytes) -> bytes:
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    many = chance.choice((1, 400_000))
    text = b"<si><t>" + (b"x" * 5 * MEGABYTE if many == 1 else b"x") + b"</t></si>"
    strings = (
        f'<sst xmlns="{name}" count="4000000000" uniqueCount="4000000000">'.encode() + text * many + b"</sst>"
    )
    return packed(parts_of(content) | {"xl/sharedStrings.xml": strings})


def _entities(chance: random.Random, xml: bytes) -> bytes:
    levels = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    declared = f"<!DOCTYPE worksheet [<!ENTITY l0 'ha'>{levels}<!ENTITY out SYSTEM 'file:///etc/hostname'>]>".encode()
    start = xml.find(b"<worksheet")
    return (declared + xml[start:]).replace(
        b"</sheetData>", _cell("A900", chance.choice(("&l11;", "&out;", "&none;")))
    )


def _broken_part(chance: random.Random, content: bytes) -> bytes:
    parts = parts_of(content)
    name = chance.choice(sorted(parts))
    return packed(
        parts | {name: chance.choice((truncate, flip, noise, twice, nuls))(chance, parts[name] or b"x")}
    )


def _missing_part(chance: random.Random, content: bytes) -> bytes:
    parts = parts_of(content)
    del parts[chance.choice(sorted(parts))]
    return packed(parts)


def _double_part(chance: random.Random, content: bytes) -> bytes:
    parts = parts_of(content)
    name = chance.choice(sorted(parts))
    return packed([*parts.items(), (name, chance.choice((b"", parts[name], b"<x/>")))])


def _outside_names(chance: random.Random, content: bytes) -> bytes:
    return packed(
        parts_of(content)
        | {
            chance.choice(
                ("../../outside.txt", "/outside.txt", "C:\\outside.txt", "xl/\0x", "a" * 60_000)
            ): b"x"
        }
    )


def _numbers(chance: random.Random, xml: bytes) -> bytes:
    value = chance.choice(
        ("1e308", "-1e308", "NaN", "INF", "", "2958466", "-5", "1" * 5000, "45000.99999999", "0x10", " 45 ")
    )
    kind = chance.choice(
        (
            "",
            ' t="n"',
            ' t="d"',
            ' t="s"',
            ' t="b"',
            ' t="e"',
            ' t="str"',
            ' t="zz"',
            ' s="9999999"',
            ' s="-1"',
        )
    )
    cells = f'<row r="77"><c r="A77"{kind}><v>{value}</v></c><c r="B77"{kind}><v>{value}</v></c></row></sheetData>'
    return xml.replace(b"</sheetData>", cells.encode())


def _rows_out_of_order(chance: random.Random, xml: bytes) -> bytes:
    rows = re.findall(rb"<row.*?</row>", xml, re.DOTALL)
    chance.shuffle(rows)
    rows = [re.sub(rb' r="[A-Z]*\d+"', b"", row) if chance.random() < 0.3 else row for row in rows]
    return re.sub(
        rb"<sheetData>.*</sheetData>",
        lambda _: b"<sheetData>" + b"".join(rows) + b"</sheetData>",
        xml,
        flags=re.DOTALL,
    )


def _other_prefix(chance: random.Random, xml: bytes) -> bytes:
    named = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", xml.replace(b"<?xml", b"<!xml")).replace(b"<!xml", b"<?xml")
    return named.replace(b"xmlns=", chance.choice((b"xmlns:x=", b"xmlns:x=", b"xmlns:y=")))


def _merged(chance: random.Random, xml: bytes) -> bytes:
    place = chance.choice((b"A1:XFD1048576", b"A2:N40", b"Z9:A1", b"rubbish"))
    return xml.replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="' + place + b'"/></mergeCells>'
    )


def _formulas(chance: random.Random, xml: bytes) -> bytes:
    kept = chance.choice(("", "<v></v>", "<v>1</v>"))
    cells = "".join(
        f'<c r="{chr(65 + n)}80"><f>SUM({"(" * 500}A1{")" * 500})</f>{kept}</c>' for n in range(14)
    )
    return xml.replace(b"</sheetData>", f'<row r="80">{cells}</row></sheetData>'.encode())


def _encrypted(chance: random.Random, content: bytes) -> bytes:
    damaged, at = bytearray(content), 0
    while (at := damaged.find(b"PK\x01\x02", at)) >= 0:
        damaged[at + 8] |= 1
        damaged[at + 10] = chance.choice((0, 8, 9, 12, 14, 99))
        at += 4
    return bytes(damaged)


def _no_rows(chance: random.Random, xml: bytes) -> bytes:
    return re.sub(
        rb"<sheetData>.*</sheetData>",
        chance.choice((b"<sheetData/>", b"", b"<sheetData>")),
        xml,
        flags=re.DOTALL,
    )


WORKBOOK: dict[str, Damage] = {
    "a lying dimension": in_sheet(_dimension),
    "a far cell": in_sheet(_far_cell),
    "a bomb": in_sheet(_bomb),
    "a lying bomb": _lying_bomb,
    "many parts": _many_parts,
    "deep rows": in_sheet(_deep),
    "deep text": in_sheet(_deep_text),
    "an archive inside": _nested_zip,
    "huge shared strings": _huge_strings,
    "entities": in_sheet(_entities),
    "a broken part": _broken_part,
    "a missing part": _missing_part,
    "a part twice": _double_part,
    "names outside": _outside_names,
    "impossible numbers": in_sheet(_numbers),
    "rows out of order": in_sheet(_rows_out_of_order),
    "another prefix": in_sheet(_other_prefix),
    "merged cells": in_sheet(_merged),
    "formulas without values": in_sheet(_formulas),
    "encrypted": _encrypted,
    "no rows": in_sheet(_no_rows),
}
