"""What is asked: the same filter out of its own query string, months as shorthand, refusals in sentences."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.incident_filter import KEYS, LISTS, Basis, FilterNotUnderstood, IncidentFilter
from dashboard.domain.medicines import ClassBy

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
WORDS = st.text(min_size=1, max_size=12)
"""Ward names come from listings: any character can be in them, & = % + and accents too."""


@st.composite
def any_filter(draw: st.DrawFn) -> IncidentFilter:
    first, last = sorted(draw(st.tuples(DAYS, DAYS)))
    values: dict[str, Any] = {
        name: tuple(values)
        for name in LISTS
        if (values := draw(st.none() | st.lists(WORDS, min_size=1, max_size=3, unique=True)))
    }
    return IncidentFilter(
        from_=draw(st.sampled_from((None, first))),
        until=draw(st.sampled_from((None, last))),
        basis=draw(st.sampled_from(list(Basis))),
        class_by=draw(st.sampled_from(list(ClassBy))),
        **values,
    )


@settings(max_examples=100, deadline=None)
@given(any_filter())
def test_a_filter_comes_back_from_its_own_query_string(asked: IncidentFilter) -> None:
    assert IncidentFilter.from_query(asked.query()) == asked
    assert IncidentFilter.from_query("?" + asked.query()) == asked
    assert hash(IncidentFilter.from_pairs(asked.pairs())) == hash(asked)


@settings(max_examples=50, deadline=None)
@given(any_filter())
def test_the_struct_for_sql_has_every_key_and_lists_or_nothing(asked: IncidentFilter) -> None:
    struct = asked.as_struct()
    assert sorted(struct) == sorted({*KEYS} - {"class"} | {"class_by"})
    assert struct["class_by"] == asked.class_by
    assert all(struct[name] is None or struct[name] for name in LISTS)


def test_keys_are_those_of_the_design() -> None:
    assert KEYS == (
        "from", "until", "basis", "site", "division", "location", "class", "drug_class", "medicine", "high_risk", "stage",
        "error_type", "harm", "reporter_group", "source",
    )  # fmt: skip


def test_nothing_asked_is_everything_by_date_of_incident() -> None:
    assert IncidentFilter.from_query("") == IncidentFilter()
    assert IncidentFilter().query() == ""
    assert IncidentFilter().basis is Basis.OCCURRED


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("from=2025-10&until=2026-09", date(2025, 10, 1), date(2026, 9, 30)),
        ("from=2025-02&until=2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        ("from=2024-02&until=2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("from=2025-12&until=2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("from=2025-04-07&until=2025-04-07", date(2025, 4, 7), date(2025, 4, 7)),
        ("from=2025-04", date(2025, 4, 1), None),
        ("until=2025-04", None, date(2025, 4, 30)),
        ("from=&until=", None, None),
    ],
)
def test_a_month_stands_for_its_first_or_last_day(query: str, first: date | None, last: date | None) -> None:
    asked = IncidentFilter.from_query(query)
    assert (asked.from_, asked.until) == (first, last)


def test_a_repeated_key_makes_a_list_in_its_order_without_repeats() -> None:
    asked = IncidentFilter.from_query("harm=Moderate&harm=Low&harm=Moderate&location=Ward+7&basis=reported")
    assert asked.harm == ("Moderate", "Low")
    assert asked.location == ("Ward 7",)
    assert asked.basis is Basis.REPORTED


REFUSED = (
    ("ward=Ward+7", "There is no filter called 'ward'; there are: from, until, basis, site, "),
    ("from=2025-13", "from needs a day such as 2026-03-31 or a month such as 2026-03; it was '2025-13'."),
    ("until=31/03/2025", "until needs a day such as 2026-03-31 or a month such as 2026-03; it was '31/03/2025'."),
    ("from=2025-02-30", "from needs a day such as 2026-03-31 or a month such as 2026-03; it was '2025-02-30'."),
    ("from=0000-01", "from needs a day such as 2026-03-31 or a month such as 2026-03; it was '0000-01'."),
    ("from=2025", "from needs a day such as 2026-03-31 or a month such as 2026-03; it was '2025'."),
    ("basis=opened", "basis is either occurred or reported; it was 'opened'."),
    ("basis=", "basis is either occurred or reported; it was ''."),
    ("class=BNF", "class is one of curated, section, chapter, high_risk or local; it was 'BNF'."),
    ("class=", "class is one of curated, section, chapter, high_risk or local; it was ''."),
    ("class=section&class=local", "class was given twice; it can have one value only."),
    ("class_by=section", "There is no filter called 'class_by'; there are: from, until, basis, site, division, location, class, "),
    ("from=2025-01&from=2025-02", "from was given twice; it can have one value only."),
    ("from=2025-03&until=2025-01", "The period ends before it begins: from 2025-03-01 until 2025-01-31. Swap the two dates."),
)  # fmt: skip


@pytest.mark.parametrize(("query", "sentence"), REFUSED)
def test_what_cannot_be_meant_is_refused_in_a_sentence(query: str, sentence: str) -> None:
    with pytest.raises(FilterNotUnderstood) as refusal:
        IncidentFilter.from_query(query)
    assert str(refusal.value).startswith(sentence)
    assert str(refusal.value).endswith(".")


def test_an_empty_list_is_refused_when_it_is_made() -> None:
    with pytest.raises(
        FilterNotUnderstood, match=r"^site must be left out or name at least one value; it was empty"
    ):
        IncidentFilter(site=())
    with pytest.raises(FilterNotUnderstood):
        IncidentFilter(harm=["Low"])  # type: ignore[arg-type]  # a list could change under the cache that it is a key of


def test_narrowing_keeps_the_rest_and_checks_again() -> None:
    asked = IncidentFilter.from_query("from=2025-01&harm=Low")
    assert asked.narrowed(harm=None) == IncidentFilter.from_query("from=2025-01")
    with pytest.raises(FilterNotUnderstood):
        asked.narrowed(until=date(2024, 12, 31))


@pytest.mark.parametrize(
    ("query", "places_only"),
    [
        ("", True),
        ("from=2025-01&until=2025-02&basis=reported", True),
        ("site=Northgate&division=Medicine&location=Ward+7", True),
        ("harm=Low", False),
        ("drug_class=Insulins&site=Northgate", False),
        ("source=datix", False),
        ("class=section", True),  # says what classes are, and asks for none
        ("reporter_group=Other", False),
    ],
)
def test_bed_days_have_the_scope_of_places_only(query: str, places_only: bool) -> None:
    assert IncidentFilter.from_query(query).places_only is places_only


def test_a_filter_is_said_in_words_without_its_period() -> None:
    asked = IncidentFilter.from_query("from=2025-01&harm=Low&location=Ward+7&location=Ward+8&source=datix")
    assert asked.in_words() == "ward or place: Ward 7, Ward 8; harm level: Low; source system: datix"
    assert asked.in_words({"datix": "Datix"}).endswith("source system: Datix")
    assert IncidentFilter().in_words() == ""


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("drug_class=Opioids", "drug class: Opioids"),
        ("class=section&drug_class=4.7 Analgesics", "drug class (BNF section): 4.7 Analgesics"),
        ("class=chapter&drug_class=6 Endocrine system", "drug class (BNF chapter): 6 Endocrine system"),
        ("class=high_risk&drug_class=Insulins", "drug class (high-risk group): Insulins"),
        ("class=local&drug_class=Our list", "drug class (local group): Our list"),
        ("class=section&harm=Low", "harm level: Low"),
    ],
)
def test_a_drug_class_is_said_with_its_classing(query: str, words: str) -> None:
    assert IncidentFilter.from_query(query).in_words() == words


def test_the_curated_classes_are_meant_when_nothing_is_said() -> None:
    assert IncidentFilter.from_query("class=curated") == IncidentFilter()
    assert IncidentFilter(class_by=ClassBy.HIGH_RISK).pairs() == [("class", "high_risk")]
    assert {by.value: by.many for by in ClassBy} == {
        "curated": "drug classes",
        "section": "BNF sections",
        "chapter": "BNF chapters",
        "high_risk": "high-risk groups",
        "local": "local groups",
    }


@pytest.mark.parametrize("query", ("from=1989-12-31", "until=0001-02", "until=9999-12", "from=2100-01-01"))
def test_a_day_that_no_extract_can_hold_is_refused_in_a_sentence(query: str) -> None:
    """No control shows such a day, and the month after December 9999 does not exist."""
    with pytest.raises(FilterNotUnderstood, match="needs a day in the years 1990 to 2099; it was '"):
        IncidentFilter.from_query(query)
    assert IncidentFilter.from_query("from=1990-01&until=2099-12").until == date(2099, 12, 31)


def test_a_long_mistake_is_not_said_back_whole() -> None:
    with pytest.raises(FilterNotUnderstood) as refused:
        IncidentFilter.from_query(f"from={'9' * 5000}")
    assert len(str(refused.value)) < 120
