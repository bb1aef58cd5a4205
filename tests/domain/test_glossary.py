"""The glossary and the methods as the app reads them are the words of docs/, all of them."""

import re

import pytest

from dashboard.domain.glossary import (
    DOCS,
    EVERYDAY,
    MOST_LINKED,
    glossary,
    methods,
    methods_that_match,
    terms_in,
    terms_that_match,
)


def test_every_line_of_the_glossary_is_a_term_in_its_own_words() -> None:
    lines = [
        line[2:]
        for line in (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines()
        if line[:2] == "- "
    ]
    assert [term.words for term in glossary()] == lines
    assert len(lines) > 40


def test_no_name_is_defined_twice() -> None:
    names = [name.casefold() for term in glossary() for name in term.names]
    assert sorted(names) == sorted(set(names))


def test_every_word_of_the_methods_is_read() -> None:
    text = (DOCS / "methods.md").read_text(encoding="utf-8")
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text[text.index("## ") :])
    read = " ".join(f"## {method.title} {' '.join(method.paragraphs)}" for method in methods())
    assert read.split() == text.split()


def test_a_table_of_the_methods_stays_whole() -> None:
    [chart] = [method for method in methods() if method.title == "The right chart, and why"]
    table = next(each for each in chart.paragraphs if each.startswith("|"))
    assert table.count("\n") >= 6


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Still filling up months stay out of process limits.", ["Still filling up", "Process limits"]),
        ("Rates use occupied bed days; a SPECIAL CAUSE is named.", ["Bed days, occupied", "Special cause"]),
        ("An omitted dose is not a delayed dose.", ["Delayed dose"]),
        ("Each incident counts once at its place, whatever its number.", []),
        ("Breaks begin new limits.", ["Break"]),
        ("A heartbreaking breakdown.", []),
        ("", []),
    ],
)
def test_terms_are_found_in_words(text: str, names: list[str]) -> None:
    assert [term.name for term in terms_in(text)] == names


def test_few_terms_are_linked_at_once() -> None:
    everything = " ".join(term.words for term in glossary())
    assert len(terms_in(everything)) == MOST_LINKED


def test_what_is_not_linked_is_in_the_glossary_all_the_same() -> None:
    names = {name.casefold() for term in glossary() for name in term.names}
    assert names >= EVERYDAY


def test_a_search_wants_every_word_and_puts_names_first() -> None:
    assert terms_that_match("special CAUSE")[0].name == "Special cause"
    assert [term.name for term in terms_that_match("lfpse patient")] == ["Extract", "Harm not applicable"]
    assert terms_that_match("no such thing") == ()
    assert len(terms_that_match("")) == len(glossary())


def test_a_search_gives_of_the_methods_only_what_says_it() -> None:
    [stages] = methods_that_match("penicillin")
    assert stages.title == "Stages and error types"
    assert all("penicillin" in each for each in stages.paragraphs)
    [whole] = [each for each in methods_that_match("series breaks") if each.title == "Series breaks"]
    assert whole in methods()
