"""One small listing, classed by hand in each of the five classings; pairs of given and intended; local groups that change."""

import sys
from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from dashboard import work
from dashboard.domain.reader import SINGLE_USER
from dashboard.register.file import open_register
from tests.edition.generated_truth import bnf_text
from tests.made_up_incidents import TrustUnderTest, datix

LISTING = datix(
    *(
        {"ID": f"W{number}", "Incident date": "05/09/2025", "Drug administered": given, "Correct drug": intended}
        for number, given, intended in (
            (1, "Enoxaparin", ""),
            (2, "Morphine", "Oxycodone"),  # the medicine given speaks for the incident
            (3, "", "Gentamicin"),  # omitted: the intended one speaks
            (4, "antibiotics", ""),
            (5, "Unknown", ""),
            (6, "Zzxqv", ""),
            (7, "Paracetamol", ""),
            (8, "Morphine", "Paracetamol"),  # the same two on both sides of one incident: no pair
            (8, "Paracetamol", "Morphine"),
            (9, "Warfarin", "Apixaban"),  # two of each: four pairs
            (9, "Heparin", "Edoxaban"),
            (10, "Insulin glargine", "insulin glargine"),
        )
    ),
    run_on=date(2025, 10, 1),
)  # fmt: skip
PAIRS = [
    ("heparin", "apixaban", 1),
    ("heparin", "edoxaban", 1),
    ("morphine", "oxycodone", 1),
    ("warfarin", "apixaban", 1),
    ("warfarin", "edoxaban", 1),
]
NOT_CLASSED = {"No medicine named": 1, "Medicine not recognised": 1}
BY_HAND = {
    "curated": NOT_CLASSED
    | {
        "Anticoagulants, parenteral": 2,
        "Anticoagulants, oral": 1,
        "Opioids": 2,
        "Antibacterials": 2,
        "Non-opioid and compound analgesics": 2,
        "Insulins": 1,
    },
    "section": NOT_CLASSED
    | {
        bnf_text("0208"): 2,  # W9 once, with two medicines of it
        bnf_text("0407"): 3,
        bnf_text("0501"): 1,
        bnf_text("0601"): 1,
        "Only a class named": 1,
    },
    "chapter": NOT_CLASSED
    | {
        bnf_text("02"): 2,
        bnf_text("04"): 3,
        bnf_text("05"): 1,
        bnf_text("06"): 1,
        "Only a class named": 1,
    },
    "local": NOT_CLASSED | {"In no local group": 7, "Only a class named": 1},
}


def counted(trust: TrustUnderTest, class_by: str, asked: str = "") -> dict[str, int]:
    return trust.counts("incidents_by_drug_class", f"class={class_by}&{asked}")


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrustUnderTest]:
    trust = TrustUnderTest(tmp_path_factory.mktemp("listed"))
    trust.take(LISTING)
    yield trust
    trust.close()


@pytest.mark.parametrize("class_by", list(BY_HAND))
def test_each_incident_counts_once_in_each_of_its_classes(listed: TrustUnderTest, class_by: str) -> None:
    assert counted(listed, class_by) == BY_HAND[class_by]


def test_high_risk_groups_and_those_in_none(listed: TrustUnderTest) -> None:
    found = counted(listed, "high_risk")
    some = ("Anticoagulants", "Opioids", "Controlled drugs", "Insulins", "Aminoglycosides")
    assert {name: found[name] for name in some} == {
        "Anticoagulants": 2,
        "Opioids": 2,
        "Controlled drugs": 2,
        "Insulins": 1,
        "Aminoglycosides": 1,
    }
    apart = ("In no high-risk group", "No medicine named", "Medicine not recognised", "Only a class named")
    assert {name: found[name] for name in apart} == dict.fromkeys(apart, 1)  # W7, W5, W6, W4


@pytest.mark.parametrize("class_by", ["curated", "section", "chapter", "high_risk", "local"])
def test_every_incident_is_in_a_class_or_under_a_word_that_says_why(
    listed: TrustUnderTest, class_by: str
) -> None:
    """A filter on all the classes there are leaves nobody out, and each class counts what its own filter finds."""
    found = counted(listed, class_by)
    every = "&".join(f"drug_class={name}" for name in found)
    assert listed.count(f"class={class_by}&{every}") == listed.count() == 10
    for name, incidents in found.items():
        assert listed.count(f"class={class_by}&drug_class={name}") == incidents, name


def test_a_class_of_one_classing_is_none_of_another(listed: TrustUnderTest) -> None:
    assert listed.count("class=section&drug_class=Opioids") == 0
    assert listed.count("class=high_risk&drug_class=Opioids") == 2
    assert listed.count("drug_class=Aminoglycosides") == 0


def test_the_medicines_inside_a_class(listed: TrustUnderTest) -> None:
    def inside(asked: str) -> list[tuple]:
        rows = listed.ask("incidents_by_drug_class_and_medicine", asked)
        return [(row.drug_class, row.medicine, row.incidents) for row in rows]

    section = bnf_text("0208")
    assert inside(f"class=section&drug_class={section}") == [
        (section, "enoxaparin", 1),
        (section, "heparin", 1),
        (section, "warfarin", 1),
    ]
    assert inside("class=high_risk&drug_class=Insulins") == [("Insulins", "insulin glargine", 1)]
    assert inside("class=local") == []
    rows = listed.ask("incidents_by_month_and_drug_class", "class=chapter&medicine=enoxaparin")
    assert [tuple(vars(row).values()) for row in rows] == [(date(2025, 9, 1), bnf_text("02"), 1)]


def test_two_medicines_in_one_cell_are_each_in_their_own_groups(trust: TrustUnderTest) -> None:
    cell = {"ID": "W1", "Incident date": "05/09/2025", "Drug administered": "gentamicin and amoxicillin"}
    trust.take(datix(cell))
    found = counted(trust, "high_risk")
    assert found["Aminoglycosides"] == found["Penicillins"] == 1
    rows = trust.ask("incidents_by_drug_class_and_medicine", "class=high_risk")
    inside = {(row.drug_class, row.medicine) for row in rows}
    assert {("Aminoglycosides", "gentamicin"), ("Penicillins", "amoxicillin")} <= inside
    assert not {("Aminoglycosides", "amoxicillin"), ("Penicillins", "gentamicin")} & inside


def test_what_was_given_instead_of_what_was_intended(listed: TrustUnderTest) -> None:
    rows = listed.ask("medicines_given_instead_of_intended")
    assert [tuple(vars(row).values()) for row in rows] == PAIRS
    rows = listed.ask("medicines_given_instead_of_intended", "drug_class=Opioids")
    assert [(row.given, row.intended) for row in rows] == [("morphine", "oxycodone")]


def define_groups(trust: TrustUnderTest, **groups: tuple[str, ...]) -> None:
    """Past the page that keeps them: the groups as the register holds them, and a new edition."""
    rows = [(name, medicine) for name, medicines in groups.items() for medicine in medicines]
    with open_register(trust.store, trust.now) as register:
        register.execute("delete from local_group")
        if rows:
            register.executemany("insert into local_group values (?, ?, now()::timestamp, 'test')", rows)
    trust.edition = work.publish(trust.store, SINGLE_USER, trust.now).edition_id


def test_a_local_group_that_changes_changes_every_incident_in_it(
    trust: TrustUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The edition is a copy of the last one: no incident changed, only the groups did."""
    trust.take(LISTING)
    copied: list[bool] = []
    publishing = sys.modules["dashboard.register.publish"]  # its package has a function of the same name
    whole = publishing._copy_of_the_last

    def watched(*arguments: object) -> bool:
        copied.append(whole(*arguments))  # pyright: ignore[reportArgumentType]
        return copied[-1]

    monkeypatch.setattr(publishing, "_copy_of_the_last", watched)
    none = NOT_CLASSED | {"Only a class named": 1}
    define_groups(trust, Ours=("morphine", "enoxaparin"), Theirs=("morphine", "warfarin", "no such medicine"))
    assert counted(trust, "local") == none | {"Ours": 3, "Theirs": 3, "In no local group": 3}
    assert counted(trust, "local", "drug_class=Ours") == {"Ours": 3, "Theirs": 2}
    rows = trust.ask("incidents_by_drug_class_and_medicine", "class=local&drug_class=Theirs")
    assert [(row.medicine, row.incidents) for row in rows] == [("morphine", 2), ("warfarin", 1)]
    define_groups(trust, Ours=("insulin glargine",))
    assert counted(trust, "local") == none | {"Ours": 1, "In no local group": 6}
    define_groups(trust, Opioids=("paracetamol",))  # the name of a curated class and of a high-risk group
    assert trust.count("class=local&drug_class=Opioids&medicine=paracetamol") == 2
    assert trust.count("high_risk=Opioids") == trust.count("drug_class=Opioids") == 2
    assert trust.count("high_risk=Opioids&medicine=paracetamol") == 1
    define_groups(trust)
    assert counted(trust, "local") == BY_HAND["local"]
    assert copied == [True] * 4


def test_what_changed_in_a_copy_is_classed_and_nothing_is_left_behind(trust: TrustUnderTest) -> None:
    trust.take(LISTING)
    later = {
        "ID": "W1",
        "Incident date": "05/09/2025",
        "Drug administered": "Gentamicin",
        "Correct drug": "Heparin",
    }
    new = {"ID": "W11", "Incident date": "06/09/2025", "Drug administered": "Furosemide"}
    trust.take(datix(later, new, run_on=date(2025, 12, 1)), name="later.csv")
    section = BY_HAND["section"] | {bnf_text("0202"): 1}
    section[bnf_text("0208")] -= 1
    section[bnf_text("0501")] += 1
    assert counted(trust, "section") == section
    pairs = trust.ask("medicines_given_instead_of_intended")
    assert ("gentamicin", "heparin", 1) in [tuple(vars(row).values()) for row in pairs]
    assert len(pairs) == len(PAIRS) + 1
    trust.close()
    with duckdb.connect(str(trust.store.edition(trust.edition or 0)), read_only=True) as edition:
        for table in ("list_medicine", "list_class", "list_class_medicine", "list_given_instead"):
            ours = f"select count(*) from {table} where medicine_list not in (select medicine_list from incident)"
            assert edition.execute(ours).fetchall() == [(0,)], table
