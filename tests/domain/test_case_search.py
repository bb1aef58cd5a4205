"""The search with and, or, not: against an evaluation of its own by Python's operators, by hand, and its mistakes."""

import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.case_search import COLUMNS, DEEPEST, LONGEST_SEARCH, CaseSearch, SearchNotUnderstood

WORDS = ("ward", "7", "71", "insulin", "insulins", "omitted", "dose", "low", "follow", "no", "harm")


def columns_of(rows: list[dict[str, str]]) -> dict[str, list[str]]:
    return {name: [row.get(name, "") for row in rows] for name in COLUMNS}


def found(text: str, *rows: dict[str, str]) -> list[bool]:
    search = CaseSearch.read(text)
    assert search is not None
    return search.matches(columns_of(list(rows)))


# Against a second implementation: the search as Python, where not binds closest, then and, then or, too.


@dataclass(frozen=True)
class Sought:
    """A term as it is written, and what it means here."""

    words: tuple[str, ...]
    whole: bool
    column: str

    @property
    def written(self) -> str:
        text = f'"{" ".join(self.words)}"' if self.whole else "-".join(self.words)
        return f"{self.column}:{text}" if self.column else text

    def is_in(self, row: dict[str, str]) -> bool:
        texts = [row.get(self.column, "")] if self.column else list(row.values())
        return any(self._stands_in(text.lower().replace(",", " ").split()) for text in texts)

    def _stands_in(self, words: list[str]) -> bool:
        *before, last = self.words
        for place in range(len(words) - len(self.words) + 1):
            there = words[place : place + len(self.words)]
            ends = there[-1] == last if self.whole else there[-1].startswith(last)
            if there[:-1] == before and ends:
                return True
        return False


terms = st.builds(
    Sought,
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(tuple),
    st.booleans(),
    st.sampled_from(("", "", "ward", "medicine", "stage")),
)
searches = st.recursive(
    terms.map(lambda term: [term]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(("and", "or", "")), inner).map(lambda each: [*each[0], each[1], *each[2]]),
        inner.map(lambda each: ["not", *each]),
        inner.map(lambda each: ["(", *each, ")"]),
    ),
    max_leaves=8,
)  # fmt: skip
rows = st.fixed_dictionaries(
    {
        name: st.lists(st.sampled_from(WORDS), max_size=4).map(
            lambda words: ", ".join(words).replace(", d", " d").title()
        )
        for name in ("ward", "medicine", "stage", "harm")
    }
)


@given(search=searches, listed=st.lists(rows, max_size=4))
def test_a_search_finds_what_python_finds(search: list, listed: list[dict[str, str]]) -> None:
    text = " ".join(part.written if isinstance(part, Sought) else part for part in search)
    if len(text) > LONGEST_SEARCH:
        return

    def means(row: dict[str, str]) -> bool:
        said = []
        for part in search:
            said.append(str(part.is_in(row)) if isinstance(part, Sought) else part or "and")
        return eval(" ".join(said))

    assert found(text, *listed) == [means(row) for row in listed]


@given(search=searches)
def test_how_it_was_understood_means_the_same(search: list) -> None:
    text = " ".join(part.written if isinstance(part, Sought) else part for part in search)
    if len(text) > LONGEST_SEARCH:
        return
    read = CaseSearch.read(text)
    assert read is not None
    again = read.in_words()
    if len(again) <= LONGEST_SEARCH:
        assert CaseSearch.read(again) == read


@given(
    text=st.text(
        alphabet=st.sampled_from('ab7 and or not ()":-,“\u00e9\u0130\n') | st.characters(), max_size=40
    )
)
def test_any_text_is_read_or_told_what_is_wrong_and_where(text: str) -> None:
    try:
        read = CaseSearch.read(text)
    except SearchNotUnderstood as problem:
        places = [int(place) for place in re.findall(r"letter (\d+)", str(problem))]
        assert places and all(1 <= place <= len(text) for place in places), problem
        assert str(problem).endswith(".") or str(problem).endswith('"and".')
    else:
        assert (read is None) == (not text.strip())
        if read is not None:
            assert CaseSearch.read(read.in_words()) == read


# By hand


OMITTED = {
    "medicine": "insulin glargine",
    "error": "Omitted dose",
    "ward": "Ward 7",
    "stage": "Administration or supply",
}
LATE = {
    "medicine": "soluble insulin, heparin",
    "error": "Delayed dose",
    "ward": "Ward 71",
    "stage": "Monitoring or follow-up",
}
OTHER = {
    "medicine": "enoxaparin",
    "error": "Wrong patient",
    "ward": "Theatres",
    "harm": "Low",
    "class": "Insulins",
}


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("insulin", [True, True, True]),
        ("medicine:insulin", [True, True, False]),
        ("INSULIN and not (Omitted OR delayed)", [False, False, True]),
        ("insulin not omitted", [False, True, True]),
        ("omitted or enoxaparin and low", [True, False, True]),
        ("(omitted or enoxaparin) and low", [False, False, True]),
        ("low", [False, False, True]),  # and not the follow of follow-up
        ("follow-up", [False, True, False]),
        ('"Ward 7"', [True, False, False]),
        ("ward-7", [True, True, False]),
        ("“ward 7”", [True, False, False]),
        ('"insulin heparin"', [False, True, False]),  # a comma parts no words
        ('"glargine omitted"', [False, False, False]),  # two columns
        ("parin", [False, False, False]),
        ('"or"', [True, True, False]),
        ("not not low", [False, False, True]),
        ("stage: administration", [True, False, False]),
    ],
)
def test_by_hand(text: str, matched: list[bool]) -> None:
    assert found(text, OMITTED, LATE, OTHER) == matched


def test_nothing_asked_for_is_no_search() -> None:
    assert CaseSearch.read("  ") is None
    assert found("insulin") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("insulin and", "After 'and' (letter 9) a word is needed; to look for the word itself, put it in quotes"),
        ("or insulin", "Before 'or' (letter 1) a word is needed"),
        ("a and or b", "Between 'and' (letter 3) and 'or' (letter 7) a word is needed"),
        ("not", "After 'not' (letter 1) a word is needed"),
        ("()", "Between '(' (letter 1) and ')' (letter 2) a word is needed"),
        ("a and (b or c", "The bracket at letter 7 is not closed: put ) where it ends."),
        ("a) b", "The bracket at letter 2 closes nothing: take it away, or open one before it."),
        ('ward "7 low', "The quotes that begin at letter 6 do not end"),
        ('low and ""', "'' (letter 9) has neither a letter nor a figure to look for."),
        ("low -- high", "'--' (letter 5) has neither a letter nor a figure to look for."),
        ("wards:7", "There is no column 'wards' (letter 1); there are: reference, harm, site, division, ward,"),
        ("low and stage:", "After 'stage:' (letter 9) a word is needed."),
        ("stage:(a or b)", "After 'stage:' (letter 1) a word is needed."),
        ("(" * (DEEPEST + 1) + "a", f"More than {DEEPEST} brackets stand inside each other (letter {DEEPEST + 1}): use fewer."),
        ("a" * (LONGEST_SEARCH + 1), "A search has at most 200 letters; this one has 201: shorten it."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(SearchNotUnderstood) as problem:
        CaseSearch.read(text)
    assert str(problem.value).startswith(said)


def test_as_deep_as_it_may_be() -> None:
    assert found("(" * DEEPEST + "low" + ")" * DEEPEST, OTHER) == [True]
    assert found("not " * 40 + "low", OTHER) == [True]
