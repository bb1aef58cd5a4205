"""Handover packs from outside that something is wrong with: each is refused in one sentence, and nothing of it is written."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.domain.extract import RefusedFile
from dashboard.domain.handover import Handover
from dashboard.extracts.handover import PACK, read_handover
from dashboard.extracts.limits import MEGABYTE
from dashboard.extracts.sheet import CannotRead
from tests.work.handed_over import pack_by_hand, read_here, rewritten, zipped

SETTING = {"name": "rule_set", "value": "Anhøj", "changed_at": "2026-11-01T10:00:00", "changed_by": "a"}
WORD = {
    "field": "harm", "source": "datix", "written": "Grade 2", "means": "Low", "placed_at": "2026-11-01T10:00:00",
    "placed_by": "a",
}  # fmt: skip
GOOD = pack_by_hand({"settings": [SETTING], "words": [WORD]})


def with_file(name: str, content: bytes = b"x") -> bytes:
    return rewritten(GOOD, lambda files: files.update({name: content}), rehash=False)


def with_word(**cells: Any) -> bytes:
    return pack_by_hand({"words": [{**WORD, **cells}]})


def encrypted() -> bytes:
    """The flag that says so, in the local and in the central header of every file."""
    pack = bytearray(GOOD)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = pack.find(mark)
        while place >= 0:
            pack[place + at] |= 1
            place = pack.find(mark, place + 4)
    return bytes(pack)


def twice() -> bytes:
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("manifest.json", b"{}")
    return out.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "no zip": (lambda: b"%PDF-1.7", "is no handover pack"),
    "empty": (lambda: b"", "is no handover pack"),
    "a zip of something else": (lambda: zipped({"a.csv": b"a"}), "is no handover pack"),
    "cut short": (lambda: GOOD[: len(GOOD) // 2], "is damaged or was cut short"),
    "a broken byte": (lambda: GOOD[:60] + bytes([GOOD[60] ^ 0xFF]) + GOOD[61:], "is damaged or was cut short"),
    "many files": (lambda: zipped({f"lists/{'a' * n}.csv": b"" for n in range(1, 80)}), "more files than a handover pack has"),
    "traversal": (lambda: with_file("../../etc/cron.d/x"), "holds a file that no handover pack has"),
    "absolute": (lambda: with_file("/tmp/x.json"), "holds a file that no handover pack has"),
    "windows": (lambda: with_file("lists\\..\\..\\x.csv"), "holds a file that no handover pack has"),
    "password": (encrypted, "is protected with a password"),
    "twice": (twice, "holds one file twice"),
    "newer": (lambda: pack_by_hand({}, format=3), "newer version of this program (format 3; this version reads up to 2)"),
    "no format": (lambda: pack_by_hand({}, format="1"), "does not say of which format"),
    "no manifest": (lambda: with_file("manifest.json", b"{"), "manifest.json is damaged"),
    "deep": (lambda: with_file("manifest.json", b"[" * 200_000), "manifest.json is damaged"),
    "not a moment": (lambda: pack_by_hand({}, written_at="yesterday"), "does not say when"),
    "changed": (lambda: with_file("decisions/words.json", b"[]"), "was changed after it was written (decisions/words.json is not"),
    "added": (lambda: with_file("decisions/places.json", b"[]"), "was changed after it was written (decisions/places.json is not"),
    "taken out": (
        lambda: rewritten(GOOD, lambda files: files.__delitem__("decisions/words.json"), rehash=False),
        "decisions/words.json is missing",
    ),
    "no list": (lambda: pack_by_hand({"words": {"a": 1}}), "decisions/words.json holds no list"),  # pyright: ignore[reportArgumentType]
    "no row": (lambda: pack_by_hand({"words": [1]}), "Row 1 of decisions/words.json has not the columns"),  # pyright: ignore[reportArgumentType]
    "another column": (lambda: with_word(patient="x"), "has not the columns"),
    "too long": (lambda: with_word(written="x" * 301), "holds something in 'written' that is no text of the length"),
    "unseen signs": (lambda: with_word(written="a\x1b[2J"), "in 'written'"),
    "half a sign": (lambda: with_word(written="\ud800"), "in 'written'"),
    "a number": (lambda: with_word(means=3), "in 'means'"),
    "nothing": (lambda: with_word(means=None), "in 'means'"),
    "no moment": (lambda: with_word(placed_at="2026-13-01T00:00:00"), "in 'placed_at' that is no moment"),
    "not a number": (
        lambda: rewritten(GOOD, lambda files: files.update({"decisions/words.json": b"[NaN]"})),
        "decisions/words.json is damaged",
    ),
    "one twice": (lambda: pack_by_hand({"words": [WORD, WORD]}), "decisions/words.json holds one decision twice"),
    "too many": (lambda: pack_by_hand({"settings": [SETTING] * 201}), "holds 201 rows and the limit is 200"),
}  # fmt: skip


@pytest.mark.parametrize("name", [*BAD])
def test_a_bad_pack_is_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    make, said = BAD[name]
    with pytest.raises(CannotRead) as refused:
        read_here(make(), tmp_path)
    _, sentence = refused.value.args
    assert said in sentence and sentence.startswith("pack.zip") and sentence.endswith("."), sentence
    assert "\n" not in sentence and len(list(tmp_path.iterdir())) == 1, "nothing was unpacked"


def test_the_good_pack_is_read(tmp_path: Path) -> None:
    read = read_here(GOOD, tmp_path)
    assert read["decided"] == {"settings": [SETTING], "words": [WORD]}


def test_a_process_of_its_own_reads_and_refuses(tmp_path: Path) -> None:
    staged = tmp_path / "staged"
    staged.write_bytes(GOOD)
    read = read_handover(staged, "pack.zip")
    assert isinstance(read, Handover) and read.decided["words"] == (WORD,)
    staged.write_bytes(BAD["traversal"][0]())
    refused = read_handover(staged, "pack.zip")
    assert isinstance(refused, RefusedFile) and "no handover pack has" in refused.sentence
    assert [path.name for path in tmp_path.iterdir()] == ["staged"]


def test_a_process_that_takes_too_much_is_ended(tmp_path: Path) -> None:
    staged = tmp_path / "staged"
    staged.write_bytes(GOOD)
    refused = read_handover(staged, "pack.zip", replace(PACK, seconds=0))
    assert isinstance(refused, RefusedFile) and refused.reason == "unreadable"


def test_a_bomb_is_stopped_while_it_unpacks_whatever_it_says_of_its_size(tmp_path: Path) -> None:
    bomb = bytearray(with_file("lists/words.csv", b" " * (4 * MEGABYTE)))
    assert len(bomb) < MEGABYTE // 50, "4 MB of blanks are 4 kB"
    with pytest.raises(CannotRead, match="unpacks to more than 1 MB"):
        read_here(bytes(bomb), tmp_path, limits=replace(PACK, unpacked_bytes=MEGABYTE))
    said = (4 * MEGABYTE).to_bytes(4, "little")
    place = bomb.rfind(said)
    while place >= 0:  # in both headers: it says that it holds 10 bytes
        bomb[place : place + 4] = (10).to_bytes(4, "little")
        place = bomb.rfind(said)
    with pytest.raises(CannotRead, match=r"unpacks to more than 1 MB|damaged"):
        read_here(bytes(bomb), tmp_path, limits=replace(PACK, unpacked_bytes=MEGABYTE))
