"""Words that incidents are searched by, with and, or, not: read once, then told of each incident whether it matches.

    insulin and not (omitted or delayed)        "ward 7" stage:prescribing

A word finds what begins with it; words in quotes are found as they stand, together and whole. Words side by side must
all be there. `not` binds closest, then `and`, then `or`. A name before a colon looks in that column alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

LONGEST_SEARCH = 200
DEEPEST = 20
"""Brackets inside each other; each is a step down of the reader, which Python's stack must bear."""

COLUMNS = (
    "reference",
    "harm",
    "site",
    "division",
    "ward",
    "medicine",
    "class",
    "stage",
    "error",
    "reporter",
    "source",
    "approval",
    "tag",
)
"""What can stand before a colon."""

OPERATORS = ("and", "or", "not")

_WORD = re.compile(r"\w+")
_TOKEN = re.compile(
    r"""\s*(?:(?P<bracket>[()])|(?P<column>[a-z]+):|"(?P<quoted>[^"]*)"|(?P<open>")|(?P<word>[^\s()"]+))""",
    re.IGNORECASE,
)
_CURLY = str.maketrans("\u201c\u201d\u201e\u201f", '""""')


class SearchNotUnderstood(ValueError):
    """A search that cannot be meant. The message says what is wrong and at which letter."""


@dataclass(frozen=True)
class Term:
    """Words that stand together; `whole`: the last one ends where the text's word ends. No column: in any of them."""

    words: tuple[str, ...]
    whole: bool = False
    column: str = ""

    def in_words(self) -> str:
        named = f"{self.column}:" if self.column else ""
        if self.whole:
            return f'{named}"{" ".join(self.words)}"'
        text = "-".join(self.words)
        return f"{text}-" if text in OPERATORS and not named else f"{named}{text}"


@dataclass(frozen=True)
class Not:
    of: "Expression"

    def in_words(self) -> str:
        return f"not {_bracketed(self.of)}"


@dataclass(frozen=True)
class And:
    all_of: tuple["Expression", ...]

    def in_words(self) -> str:
        return " and ".join(_bracketed(each) for each in self.all_of)


@dataclass(frozen=True)
class Or:
    any_of: tuple["Expression", ...]

    def in_words(self) -> str:
        return " or ".join(_bracketed(each) for each in self.any_of)


Expression: TypeAlias = Term | Not | And | Or


def _bracketed(part: Expression) -> str:
    return f"({part.in_words()})" if isinstance(part, And | Or) else part.in_words()


@dataclass(frozen=True)
class CaseSearch:
    """What was asked for, read. `in_words()` is how it was understood, with every bracket."""

    expression: Expression

    @classmethod
    def read(cls, text: str) -> "CaseSearch | None":
        """None where nothing was asked for. Raises SearchNotUnderstood."""
        if len(text) > LONGEST_SEARCH:
            raise SearchNotUnderstood(
                f"A search has at most {LONGEST_SEARCH} letters; this one has {len(text)}: shorten it."
            )
        tokens = _tokens(text)
        return cls(_Reading(tokens, len(text)).whole()) if tokens else None

    def in_words(self) -> str:
        return self.expression.in_words()

    def matches(self, columns: Mapping[str, Sequence[str]]) -> list[bool]:
        """Of each incident (the same place in each column) whether it matches. Keys are those of COLUMNS."""
        texts = {name: [_spaced(text) for text in column] for name, column in columns.items()}
        texts[""] = ["\n".join(row) for row in zip(*texts.values(), strict=True)]
        return _matches(self.expression, texts)


def _matches(part: Expression, texts: Mapping[str, list[str]]) -> list[bool]:
    if isinstance(part, Term):
        sought = f" {' '.join(part.words)}{' ' if part.whole else ''}"
        return [sought in text for text in texts[part.column]]
    if isinstance(part, Not):
        return [not found for found in _matches(part.of, texts)]
    parts, agree = (part.all_of, all) if isinstance(part, And) else (part.any_of, any)
    return [agree(each) for each in zip(*(_matches(one, texts) for one in parts), strict=True)]


def _spaced(text: str) -> str:
    """The words alone, in small letters, a blank on either side: so that the beginning and the end of a word can be sought."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


@dataclass(frozen=True)
class _Token:
    """`kind` is 'word', 'quoted', 'and', 'or', 'not', '(' or ')'; `at` is the place of its first letter, from 1."""

    kind: str
    text: str
    at: int
    column: str = ""


def _tokens(text: str) -> list[_Token]:
    text = text.translate(_CURLY)
    found: list[_Token] = []
    column, place = "", 0
    column_at = 0
    while place < len(text.rstrip()):
        token = _TOKEN.match(text, place)
        assert token is not None and token.lastgroup is not None  # every letter begins one of the kinds
        kind, written, at = token.lastgroup, token[token.lastgroup], token.start(token.lastgroup) + 1
        place = token.end()
        if kind == "open":
            raise SearchNotUnderstood(
                f'The quotes that begin at letter {at} do not end: put " after the words.'
            )
        if kind == "column":
            if column:
                raise SearchNotUnderstood(f"After '{column}:' (letter {column_at}) a word is needed.")
            column, column_at = written.lower(), at
            if column not in COLUMNS:
                raise SearchNotUnderstood(
                    f"There is no column '{written}' (letter {at}); there are: {', '.join(COLUMNS)}."
                )
            continue
        if kind == "bracket":
            found.append(_Token(written, written, at))
        elif kind == "word" and not column and written.lower() in OPERATORS:
            found.append(_Token(written.lower(), written, at))
        else:
            at = at - 1 if kind == "quoted" else at
            if not _WORD.search(written.casefold()):
                raise SearchNotUnderstood(
                    f"'{written}' (letter {at}) has neither a letter nor a figure to look for."
                )
            found.append(_Token(kind, written, at, column))
        if column and kind == "bracket":
            raise SearchNotUnderstood(f"After '{column}:' (letter {column_at}) a word is needed.")
        column = ""
    if column:
        raise SearchNotUnderstood(f"After '{column}:' (letter {column_at}) a word is needed.")
    return found


class _Reading:
    """One pass over the tokens, a step a rule: or, and, not, then a word or a bracket."""

    def __init__(self, tokens: list[_Token], letters: int) -> None:
        self.tokens, self.letters, self.next, self.depth = tokens, letters, 0, 0

    def whole(self) -> Expression:
        read = self._any()
        if self.next < len(self.tokens):
            at = self.tokens[self.next].at
            raise SearchNotUnderstood(
                f"The bracket at letter {at} closes nothing: take it away, or open one before it."
            )
        return read

    def _kind(self) -> str:
        return self.tokens[self.next].kind if self.next < len(self.tokens) else ""

    def _any(self) -> Expression:
        parts = [self._all()]
        while self._kind() == "or":
            self.next += 1
            parts.append(self._all())
        return Or(tuple(parts)) if len(parts) > 1 else parts[0]

    def _all(self) -> Expression:
        parts = [self._one()]
        while self._kind() not in ("", "or", ")"):
            if self._kind() == "and":
                self.next += 1
            parts.append(self._one())
        return And(tuple(parts)) if len(parts) > 1 else parts[0]

    def _one(self) -> Expression:
        turned = False
        while self._kind() == "not":
            turned = not turned
            self.next += 1
        if self._kind() not in ("word", "quoted", "("):
            raise SearchNotUnderstood(self._what_is_missing())
        token = self.tokens[self.next]
        self.next += 1
        read = self._inside(token) if token.kind == "(" else _term(token)
        if not turned:
            return read
        return read.of if isinstance(read, Not) else Not(read)

    def _inside(self, opened: _Token) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            raise SearchNotUnderstood(
                f"More than {DEEPEST} brackets stand inside each other (letter {opened.at}): use fewer."
            )
        read = self._any()
        if self._kind() != ")":
            raise SearchNotUnderstood(
                f"The bracket at letter {opened.at} is not closed: put ) where it ends."
            )
        self.next += 1
        self.depth -= 1
        return read

    def _what_is_missing(self) -> str:
        before = self.tokens[self.next - 1] if self.next else None
        after = self.tokens[self.next] if self.next < len(self.tokens) else None
        if before is None and after is not None:
            where = f"Before '{after.text}' (letter {after.at})"
        elif before is not None and after is not None:
            where = f"Between '{before.text}' (letter {before.at}) and '{after.text}' (letter {after.at})"
        else:
            assert before is not None  # there is no search without a token
            where = f"After '{before.text}' (letter {before.at})"
        return f'{where} a word is needed; to look for the word itself, put it in quotes, as in "and".'


def _term(token: _Token) -> Term:
    words = tuple(_WORD.findall(token.text.casefold()))
    return Term(words, token.kind == "quoted", token.column)
