"""A writing cut into what is known, what says nothing of which medicine, and what is unknown."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dashboard.extracts.medicines.reference_files import LETTERS_OF_A_START, KnownName, ReferenceTables
from dashboard.extracts.medicines.remarks import Remarks
from dashboard.extracts.medicines.spelling import KnownSpellings
from dashboard.extracts.medicines.writing import Word, is_number

LONGEST_STRETCH = 20
"""Words and marks over which one name may stretch; the longest names of vaccines and combinations need as many."""

SHORTEST_NAME = 3
"""Letters that a name inside a longer writing must have: two letters mean too many things."""

SHORTEST_UNKNOWN = 6
"""Letters from which an unknown word in a list may be the name of a medicine."""

SHORTEST_ALIAS = 8
"""Letters of an alias that may be misspelt: "cyclic" is no slip of the abbreviation "cycliz"."""

WINDOW = 2
"""Words on either side of an unknown one that may be part of the same misspelt name ("magnesium sulpate")."""


class Piece(NamedTuple):
    """A stretch of words: `name` when known, `unknown` when nobody knows it, else it says nothing or is a mark."""

    start: int
    end: int
    name: KnownName | None = None
    unknown: bool = False
    corrected: bool = False


class Part(NamedTuple):
    """What stands between commas, dashes and brackets: its names, and whether a doubt hangs over them."""

    pieces: tuple[Piece, ...]
    in_doubt: bool


def cut(words: Sequence[Word], tables: ReferenceTables, spellings: KnownSpellings) -> list[Piece]:
    """The pieces of a writing, in order: longest known names first, then words that say nothing, then spellings."""
    pieces = list(_known_pieces(words, tables))
    pieces = _with_misspellings_put_right(pieces, words, tables)
    for unknown in [piece for piece in pieces if piece.unknown]:
        if unknown in pieces:
            pieces = _corrected(unknown, pieces, words, tables, spellings)
    return pieces


def parts_of(pieces: Sequence[Piece], words: Sequence[Word], remarks: Remarks) -> list[Part]:
    """The parts of a writing. An unknown word puts in doubt the names it stands beside, unless it is a remark.

    An unknown item of a list, as long as the name of a medicine, puts the whole list in doubt: half a list is not what
    was written. What stands in brackets or behind a dash is a remark.
    """
    lists: list[list[list[Piece]]] = [[[]]]
    outside = lists[-1]
    for piece in pieces:
        text, mark = words[piece.start].text, words[piece.start].mark
        if mark == "dash" or text in ("(", "["):
            lists.append([[]])
        elif mark == "bracket":
            lists.append(outside)  # what stands behind a bracket goes on from before it
        elif mark == "list":
            lists[-1].append([])
        else:
            lists[-1][-1].append(piece)
        if mark == "dash":
            outside = lists[-1]
    parts = []
    for items in {id(items): items for items in lists}.values():
        doubtful = [_in_doubt(item, words, remarks) for item in items]
        like_a_name = len(items) > 1 and any(
            piece.unknown and len(words[piece.start].key) >= SHORTEST_UNKNOWN
            for item, doubt in zip(items, doubtful, strict=True)
            if doubt
            for piece in item
        )
        names_one = like_a_name and any(piece.name for item in items for piece in item)
        for item, doubt in zip(items, doubtful, strict=True):
            if item:
                parts.append(Part(tuple(item), names_one or doubt))
    return parts


def _in_doubt(item: Sequence[Piece], words: Sequence[Word], remarks: Remarks) -> bool:
    """Whether an unknown word of an item is anything but a remark beside a whole name.

    Where "and", "+" or "/" stand, each side with an unknown word must name something itself: the other side of
    "warfarin + xarelta" may be a medicine.
    """
    sides: list[list[Piece]] = [[]]
    for piece in item:
        if words[piece.start].mark == "joining":
            sides.append([])
        else:
            sides[-1].append(piece)
    for side in sides:
        unknown = {piece.start: words[piece.start] for piece in side if piece.unknown}
        if not unknown:
            continue
        names = [piece for piece in side if piece.name is not None and piece.name.medicine]
        if not names or not all(remarks.is_remark(word) for word in unknown.values()):
            return True
        for piece in names:
            if piece.name is None or piece.corrected:
                return True
            before, after = unknown.get(piece.start - 1), unknown.get(piece.end)
            if not remarks.may_stand_beside(piece.name, before, after):
                return True
    return False


def _known_pieces(words: Sequence[Word], tables: ReferenceTables) -> Iterator[Piece]:
    at = 0
    after_name = False
    while at < len(words):
        if words[at].mark:
            yield Piece(at, at + 1)
            apart = words[at].mark == "list" or (words[at].mark == "joining" and words[at].text != "/")
            after_name = after_name and not apart
            at += 1
            continue
        end, name = _longest_name(words, at, tables)
        says_nothing = _says_nothing(words[at], tables)
        if name is not None and end == at + 1 and says_nothing and after_name:
            name = None  # "ibuprofen lysine": a salt behind a name, not a second medicine
        if name is not None:
            yield Piece(at, end, name)
            after_name, at = True, end
        else:
            yield Piece(at, at + 1, unknown=not says_nothing)
            at += 1


def _with_misspellings_put_right(
    pieces: list[Piece], words: Sequence[Word], tables: ReferenceTables
) -> list[Piece]:
    """The pieces with known misspellings put right, where the right word is part of a longer name.

    "heprin flush" is heparin flush and not heparin.
    """
    known = {
        piece.start: tables.written_right[piece.name.key]
        for piece in pieces
        if piece.name is not None and piece.name.kind == "misspelling" and piece.end == piece.start + 1
    }
    if not known or len(words) == 1:
        return pieces
    right = [Word(known[at], known[at], "") if at in known else word for at, word in enumerate(words)]
    mended = list(_known_pieces(right, tables))
    longer = any(
        piece.end - piece.start > 1 and not known.keys().isdisjoint(range(piece.start, piece.end))
        for piece in mended
        if piece.name is not None
    )
    return mended if longer else pieces


def _longest_name(words: Sequence[Word], at: int, tables: ReferenceTables) -> tuple[int, KnownName | None]:
    """The longest known name that starts here, and where it ends. Names never reach over the mark of a list.

    Numbers and units inside a name may be passed over, and salts: "piperacillin 4 g / tazobactam 500 mg". Two salts that
    are a medicine (sodium chloride) are none to pass over.
    """
    names, longest = tables.names, tables.longest_by_start
    key = salted = lean = ""
    lean_counts = True
    best: KnownName | None = None
    best_end = at
    for end in range(at, min(len(words), at + LONGEST_STRETCH)):
        word = words[end]
        if word.mark:
            if word.mark == "list":
                break
            continue
        key += word.key
        known = names.get(key)
        if known is not None and end == at and not tables.is_spelt_so(word.text, known):
            known = None
        passed_over = _may_be_passed_over(words, end, tables) if end > at else ""
        if passed_over == "salt" and end > at + 1 and _are_a_medicine(words[end - 1], word, tables):
            lean_counts = False
        if not passed_over or passed_over == "salt":
            salted += word.key
            if known is None and len(salted) < len(key):
                known = names.get(salted)
        if not passed_over:
            lean += word.key
            if known is None and lean_counts and len(lean) < len(salted):
                known = names.get(lean)
        if (
            known is not None
            and len(known.key) >= SHORTEST_NAME
            and (not known.alone or _is_whole_item(words, at, end + 1, tables))
        ):
            best, best_end = known, end + 1
        if len(key) >= LETTERS_OF_A_START and len(lean) >= longest.get(key[:LETTERS_OF_A_START], 0):
            break
    return best_end, best


def _is_whole_item(words: Sequence[Word], start: int, end: int, tables: ReferenceTables) -> bool:
    """Whether a stretch names all that stands between two marks of a list, so that a name for whole cells counts there."""
    before, after = start - 1, end
    while before >= 0 and not words[before].mark and _says_nothing(words[before], tables):
        before -= 1
    while after < len(words) and not words[after].mark and _says_nothing(words[after], tables):
        after += 1
    marks = [words[at].mark for at in (before, after) if 0 <= at < len(words)]
    return bool(marks) and set(marks) <= {"list", "joining"}


def _may_be_passed_over(words: Sequence[Word], at: int, tables: ReferenceTables) -> str:
    """Why a word may be passed over, or "": a number, a salt, or a unit with its number (H of Fucidin H is no hour)."""
    if is_number(words[at].text):
        return "number"
    kind = tables.words.get(words[at].key)
    if kind == "salt" or (kind == "unit" and (is_number(words[at - 1].text) or words[at - 1].text == "/")):
        return kind
    return ""


def _are_a_medicine(one: Word, other: Word, tables: ReferenceTables) -> bool:
    if tables.words.get(one.key) != "salt":
        return False
    known = tables.names.get(one.key + other.key)
    return known is not None and bool(known.medicine)


def _says_nothing(word: Word, tables: ReferenceTables) -> bool:
    return word.key in tables.words or is_number(word.text)


def _corrected(
    unknown: Piece,
    pieces: list[Piece],
    words: Sequence[Word],
    tables: ReferenceTables,
    spellings: KnownSpellings,
) -> list[Piece]:
    """The pieces with the widest window around an unknown word that is a single slip of one known name put right."""
    for start, end in _windows(unknown.start, words):
        key = "".join(word.key for word in words[start:end])
        name = tables.names.get(key) if end - start > 1 else None
        near = name.key if name is not None and not name.alone else spellings.only_name_one_edit_away(key)
        written = "".join(word.text for word in words[start:end])
        if near is None and end - start == 1:
            near = spellings.only_name_one_swap_away(written)
        elif near is not None and written != key and spellings.another_one_edit_away(written, near):
            near = None  # "timoeol" is timolol, though its key is one letter from thymol's
        if near is None:
            continue
        overlapping = [piece for piece in pieces if piece.start < end and piece.end > start]
        if any(piece.start < start or piece.end > end for piece in overlapping):
            continue
        if any(piece.name is not None and piece.name.key == near for piece in overlapping):
            continue
        known = tables.names[near]
        if known.kind == "alias" and len(known.key) < SHORTEST_ALIAS:
            continue
        if known.kind == "brand" and _is_a_remark(start, pieces, words):
            continue
        if _half_of_a_name(start, end, known, pieces, words, tables):
            continue
        fixed = Piece(start, end, known, corrected=True)
        kept = [piece for piece in pieces if piece not in overlapping]
        return sorted([*kept, fixed], key=lambda piece: piece.start)
    return pieces


def _is_a_remark(start: int, pieces: Sequence[Piece], words: Sequence[Word]) -> bool:
    """Whether a stretch stands in brackets or behind a dash and the cell names something before it.

    What is one letter from a brand there may as well be a device: "high flow oxygen (Optiflow)".
    """
    named = any(piece.name is not None and piece.end <= start for piece in pieces)
    marks = [word for word in words[:start] if word.mark]
    return named and bool(marks) and (marks[-1].text in ("(", "[") or marks[-1].mark == "dash")


def _half_of_a_name(
    start: int,
    end: int,
    near: KnownName,
    pieces: Sequence[Piece],
    words: Sequence[Word],
    tables: ReferenceTables,
) -> bool:
    """Whether the words beside a stretch make it half of another name: `asparte` behind `magnesium` is not insulin.

    Beside it is doubtful another known name (unless both name insulins), another unknown word, a salt before it, and a
    salt behind a class word (`potssium chloride` is more than potassium).
    """
    for piece in pieces:
        beside = piece.end == start or piece.start == end
        if not beside or words[piece.start].mark:
            continue
        both_insulin = (
            piece.name is not None and "insulin" in piece.name.medicine and "insulin" in near.medicine
        )
        if piece.unknown or (piece.name is not None and not both_insulin):
            return True
        salt = tables.words.get(words[piece.start].key) == "salt"
        if salt and (piece.end == start or near.kind == "class_word"):
            return True
    return False


def _windows(at: int, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Stretches around a word without a mark in them and without a number at an end, the widest first."""
    starts = [at]
    while len(starts) <= WINDOW and starts[-1] > 0 and not words[starts[-1] - 1].mark:
        starts.append(starts[-1] - 1)
    ends = [at + 1]
    while len(ends) <= WINDOW and ends[-1] < len(words) and not words[ends[-1]].mark:
        ends.append(ends[-1] + 1)
    stretches = [(start, end) for start in starts for end in ends]
    for start, end in sorted(stretches, key=lambda stretch: stretch[0] - stretch[1]):
        if not is_number(words[start].text) and not (is_number(words[end - 1].text) and end - start > 1):
            yield start, end
