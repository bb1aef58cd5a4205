"""The glossary and the methods as data. The words stand once, in docs/glossary.md and docs/methods.md; the app reads them there."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
_LINE = re.compile(r"- \*\*(?P<names>[^*]+)\*\*(?P<rest>.*)")
_LATER = re.compile(r"\*\*([^*]+)\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")

EVERYDAY = frozenset(
    re.findall(
        r"\w+",
        "incident place number basis fatal profile register activity consequence gone estimate zero missing evidence role officer head "
        "aim effect escalated strength",
    )
)
"""Names that are everyday words too: looked up in the glossary, and not linked from every sentence that has them."""

MOST_LINKED = 8


@dataclass(frozen=True)
class Term:
    """names: the term, and what else is defined in its line. words: the line as Markdown, without its bullet."""

    names: tuple[str, ...]
    words: str

    @property
    def name(self) -> str:
        return self.names[0]


@dataclass(frozen=True)
class Method:
    """One section of the methods; `paragraphs` as Markdown (a table is one paragraph)."""

    title: str
    paragraphs: tuple[str, ...]


@cache
def glossary() -> tuple[Term, ...]:
    """The terms in the order of docs/glossary.md."""
    found = [
        line
        for each in (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines()
        if (line := _LINE.fullmatch(each))
    ]
    own = {line["names"].casefold() for line in found}
    return tuple(_term(line, own) for line in found)


@cache
def methods() -> tuple[Method, ...]:
    """The sections of docs/methods.md, by its headings of the second level."""
    text = (DOCS / "methods.md").read_text(encoding="utf-8")
    return tuple(
        Method(title.strip(), tuple(_paragraphs(body)))
        for title, _, body in (part.partition("\n") for part in re.split(r"^## ", text, flags=re.M)[1:])
    )


def terms_that_match(search: str) -> tuple[Term, ...]:
    """Terms whose line has every word of the search; those whose name has them come first."""
    wanted = search.casefold().split()
    found = [term for term in glossary() if _has(f"{' '.join(term.names)} {term.words}", wanted)]
    return tuple(sorted(found, key=lambda term: not _has(" ".join(term.names), wanted)))


def methods_that_match(search: str) -> tuple[Method, ...]:
    """Of each section the paragraphs with every word of the search (all of it where its title has them)."""
    wanted = search.casefold().split()
    found = []
    for method in methods():
        whole = _has(method.title, wanted)
        kept = tuple(each for each in method.paragraphs if whole or _has(f"{method.title} {each}", wanted))
        if kept:
            found.append(Method(method.title, kept))
    return tuple(found)


@lru_cache(maxsize=512)
def terms_in(text: str) -> tuple[Term, ...]:
    """The terms that a text uses, in the order in which it does, at most MOST_LINKED."""
    places: dict[Term, int] = {}
    for name, term in _by_name():
        if found := re.search(rf"\b{re.escape(name)}(?:s|es)?\b", text, re.IGNORECASE):
            places[term] = min(found.start(), places.get(term, found.start()))
    return tuple(sorted(places, key=lambda term: places[term]))[:MOST_LINKED]


@cache
def _by_name() -> tuple[tuple[str, Term], ...]:
    return tuple(
        (name, term) for term in glossary() for name in term.names if name.casefold() not in EVERYDAY
    )


def _term(line: re.Match[str], own: set[str]) -> Term:
    """'**Break** (series break, rebase): ... an **annotation** ...' has four names; what has a line of its `own` is defined there."""
    first, rest = line["names"], line["rest"]
    names = [name.strip() for name in first.split(" / ")]
    if ", " in first:
        names += [" ".join(reversed(first.split(", ")))]
    if beside := re.match(r" \(([^)]*)\)", rest):
        names += [name.strip() for name in beside[1].split(",") if "of " not in name]
    names += [name for name in _LATER.findall(rest) if name.casefold() not in own]
    return Term(tuple(dict.fromkeys(names)), f"**{first}**{rest}")


def _paragraphs(body: str) -> list[str]:
    """Paragraphs and single bullets; links to other files are their words alone, and smaller headings stay with what follows."""
    found: list[str] = []
    for block in re.split(r"\n{2,}", _LINK.sub(r"\1", body).strip()):
        bullets = re.split(r"\n(?=- )", block) if block.startswith("- ") else [block]
        if found and found[-1].startswith("###") and "\n" not in found[-1]:
            bullets[0] = f"{found.pop()}\n\n{bullets[0]}"
        found += bullets
    return found


def _has(text: str, wanted: list[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in wanted)
