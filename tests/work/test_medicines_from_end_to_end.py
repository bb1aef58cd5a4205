"""What an officer decides of medicines, from the bytes of a listing to the edition: past and future incidents follow it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard import register, work
from dashboard.domain.extract import RefusedFile
from dashboard.domain.medicines import ConfirmedName, LocalGroup
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import StoreProblem
from dashboard.edition import close_editions
from dashboard.work.deciding import naming
from tests.made_up_incidents import NOW, TrustUnderTest, as_csv, datix, lfpse, national, one

UNKNOWN = "Medicine not recognised"
NHSBSA = (
    "BNF Chapter", "BNF Chapter Code", "BNF Section", "BNF Section Code", "BNF Paragraph", "BNF Paragraph Code",
    "BNF Subparagraph", "BNF Subparagraph Code", "BNF Chemical Substance", "BNF Chemical Substance Code", "BNF Product",
    "BNF Product Code", "BNF Presentation", "BNF Presentation Code",
)  # fmt: skip


def listed(substance: str, code: str, product: str) -> tuple[str, ...]:
    """A row of the NHSBSA's file, of a paragraph that is there: 020801 parenteral anticoagulants."""
    return (
        "Cardiovascular System", "02", "Anticoagulants and protamine", "0208", "Parenteral anticoagulants", "020801",
        "Parenteral anticoagulants", "0208010", substance, code, product, f"{code}{'AA' if product == substance else 'BB'}",
        f"{product} 10mg tablets", f"{code}{'AA' if product == substance else 'BB'}AAAA",
    )  # fmt: skip


@pytest.fixture
def trust(tmp_path: Path) -> Iterator[TrustUnderTest]:
    made = TrustUnderTest(tmp_path / "store")
    yield made
    close_editions(made.store)


def medicines(trust: TrustUnderTest, asked: str = "") -> dict[str, int]:
    return {row.medicine: row.incidents for row in trust.ask("incidents_by_medicine", asked)}


def test_a_name_that_nobody_knows_is_confirmed_once_for_past_and_future(trust: TrustUnderTest) -> None:
    trust.take(datix(one("W1", drug="Zorbulin"), one("W2", drug="ZORBULIN 5mg"), one("W3", drug="Warfarin")))
    assert medicines(trust) == {UNKNOWN: 2, "warfarin": 1}
    edition = work.confirm_names(
        trust.store, SINGLE_USER, [ConfirmedName("Zorbulin", ("insulin glargine",))], NOW
    )
    trust.edition = edition.edition_id
    assert medicines(trust) == {"insulin glargine": 1, UNKNOWN: 1, "warfarin": 1}, "the other is another name"
    trust.take(datix(one("W4", drug="zorbulin ")), name="later.csv")
    assert medicines(trust)["insulin glargine"] == 2
    trust.edition = work.take_back_name(trust.store, SINGLE_USER, "ZORBULIN", NOW).edition_id
    assert medicines(trust) == {UNKNOWN: 3, "warfarin": 1}


def test_a_person_overrules_a_list_and_may_say_several_medicines_or_none(trust: TrustUnderTest) -> None:
    trust.take(datix(one("W1", drug="Warfarin"), one("W2", drug="the usual mix"), one("W3", drug="Zorbulin")))
    names = [
        ConfirmedName("Warfarin", ("apixaban",)),
        ConfirmedName("the usual mix", ("morphine", "midazolam")),
        ConfirmedName("Zorbulin", ()),
    ]
    trust.edition = work.confirm_names(trust.store, SINGLE_USER, names, NOW).edition_id
    assert medicines(trust) == {"apixaban": 1, "midazolam": 1, "morphine": 1, "No medicine named": 1}


def test_a_confirmed_name_takes_the_section_of_its_route(trust: TrustUnderTest) -> None:
    rows = as_csv(
        ("ID", "Incident date", "Site", "Severity", "Drug administered", "Route"),
        [
            ("W1", "05/09/2025", "Northgate", "Low", "Zorbulin", "Eye"),
            ("W2", "05/09/2025", "Northgate", "Low", "Zorbulin", "Oral"),
        ],
    )
    trust.take(rows)
    name = ConfirmedName("Zorbulin", ("chloramphenicol",))
    trust.edition = work.confirm_names(trust.store, SINGLE_USER, [name], NOW).edition_id
    classes = {row.drug_class: row.incidents for row in trust.ask("incidents_by_drug_class")}
    assert classes == {"Antibacterials": 1, "Eye, ear, nose, mouth and skin preparations": 1}


def test_a_medicine_that_no_list_knows_cannot_be_meant(trust: TrustUnderTest) -> None:
    trust.take(datix(one("W1", drug="Zorbulin")))
    with pytest.raises(StoreProblem, match="'zorbatine' is not a medicine of the list"):
        work.confirm_names(trust.store, SINGLE_USER, [ConfirmedName("Zorbulin", ("zorbatine",))], NOW)
    assert register.names_confirmed(trust.store, SINGLE_USER, NOW) == ()


def test_an_import_that_was_read_before_a_confirmation_is_read_again(trust: TrustUnderTest) -> None:
    """Two officers: one looks at a file while the other confirms a name that stands in it too."""
    trust.take(datix(one("W1", drug="Zorbulin")))
    read = trust.read(datix(one("W2", drug="ZORBULIN")), "datix", "later.csv")
    assert not isinstance(read, RefusedFile)
    work.confirm_names(trust.store, SINGLE_USER, [ConfirmedName("Zorbulin", ("warfarin",))], NOW)
    _, edition = work.store_incidents(trust.store, SINGLE_USER, read, NOW)
    assert edition is not None
    trust.edition = edition.edition_id
    assert medicines(trust) == {"warfarin": 2}


def test_an_import_that_was_read_with_another_answer_is_read_again(trust: TrustUnderTest) -> None:
    """The answer is changed while the second file is looked at."""
    trust.take(datix(one("W1", drug="Zorbulin")))
    work.confirm_names(trust.store, SINGLE_USER, [ConfirmedName("Zorbulin", ("warfarin",))], NOW)
    read = trust.read(datix(one("W2", drug="ZORBULIN")), "datix", "later.csv")
    assert not isinstance(read, RefusedFile)
    work.confirm_names(trust.store, SINGLE_USER, [ConfirmedName("Zorbulin", ("apixaban",))], NOW)
    _, edition = work.store_incidents(trust.store, SINGLE_USER, read, NOW)
    assert edition is not None
    trust.edition = edition.edition_id
    assert medicines(trust) == {"apixaban": 2}
    assert [each.medicines for each in register.names_confirmed(trust.store, SINGLE_USER, NOW)] == [
        ("apixaban",)
    ]


def test_a_confirmation_that_crosses_a_reading_again_is_in_the_edition(
    trust: TrustUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One officer publishes, for which a name is read again; before that is stored another confirms the name, and publishes."""
    trust.take(datix(one("W1", drug="Zorbulin")))
    with duckdb.connect(str(trust.store.register)) as older:
        older.execute("update medicine_name set read_by = 'an older list'")
    as_it_is, confirmed = naming.name_writings, []

    def crossed(*asked: Any) -> Any:
        readings = as_it_is(*asked)
        if not confirmed:
            confirmed.append(ConfirmedName("Zorbulin", ("warfarin",)))
            work.confirm_names(trust.store, SINGLE_USER, confirmed, NOW)
        return readings

    monkeypatch.setattr(naming, "name_writings", crossed)
    trust.edition = work.publish(trust.store, SINGLE_USER, NOW).edition_id
    assert trust.edition == 3
    assert medicines(trust) == {"warfarin": 1}


def test_a_confirmation_that_was_killed_before_its_edition_is_published_at_the_next_start(
    trust: TrustUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust.take(datix(one("W1", drug="Zorbulin")))

    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(register, "publish", killed)
        work.confirm_names(trust.store, SINGLE_USER, [ConfirmedName("Zorbulin", ("warfarin",))], NOW)
    assert work.mend(trust.store, SINGLE_USER, NOW) == [
        "Changes that no edition held yet were published; edition 2 is a draft."
    ]
    trust.edition = 2
    assert medicines(trust) == {"warfarin": 1}
    assert work.mend(trust.store, SINGLE_USER, NOW) == []


def test_names_are_read_again_after_an_upgrade(trust: TrustUnderTest) -> None:
    """As if an older version with an older list had read them: the start of this one mends it, once."""
    trust.take(datix(one("W1", drug="Clexane"), one("W2", drug="Warfarin")))
    with duckdb.connect(str(trust.store.register)) as older:
        older.execute(
            "update medicine_name set kind = 'unrecognised', medicine = null, drug_class = null, section = null, chapter = null, "
            "bnf_section = null, high_risk = [], read_by = 'an older list' where written = 'Clexane'"
        )
    done = work.mend(trust.store, SINGLE_USER, NOW)
    assert done == ["Names of medicines were read again; edition 2 is a draft."]
    trust.edition = 2
    assert medicines(trust) == {"enoxaparin": 1, "warfarin": 1}
    (changed,) = register.names_reread(trust.store, SINGLE_USER, NOW)
    assert (changed.act, changed.was, changed.became) == (
        "reference list changed",
        "not recognised",
        "enoxaparin",
    )
    assert work.mend(trust.store, SINGLE_USER, NOW) == []


def test_names_that_mean_the_same_after_an_upgrade_publish_nothing(trust: TrustUnderTest) -> None:
    trust.take(datix(one("W1", drug="Clexane")))
    with duckdb.connect(str(trust.store.register)) as older:
        older.execute("update medicine_name set read_by = 'an older list'")
    assert work.mend(trust.store, SINGLE_USER, NOW) == []
    assert [each.edition_id for each in register.publications(trust.store, SINGLE_USER, NOW)] == [1]
    with duckdb.connect(str(trust.store.register)) as kept:
        assert kept.execute("select distinct read_by <> 'an older list' from medicine_name").fetchall() == [
            (True,)
        ]


def test_a_file_of_the_nhsbsa_classes_past_incidents_again_and_is_taken_back(trust: TrustUnderTest) -> None:
    trust.take(datix(one("W1", drug="Zorbulin"), one("W2", drug="Zorbatine 10mg"), one("W3", drug="Clexane")))
    assert medicines(trust) == {UNKNOWN: 2, "enoxaparin": 1}
    substance = ("Zorbatine sodium", "0208010ZZ")
    content = as_csv(NHSBSA, [listed(*substance, "Zorbatine sodium"), listed(*substance, "Zorbulin")])
    staged = work.stage(trust.store, content, NOW)
    loaded, edition = work.load_medicine_list(trust.store, SINGLE_USER, staged, "20261101_BNF.csv", NOW)  # pyright: ignore[reportGeneralTypeIssues]
    assert (loaded.names, edition.edition_id) == (3, 2)  # the substance, without its salt too, and the brand
    trust.edition = 2
    assert medicines(trust) == {"zorbatine": 2, "enoxaparin": 1}
    classes = {row.drug_class: row.incidents for row in trust.ask("incidents_by_drug_class")}
    assert classes == {"Anticoagulants, parenteral": 3}
    again = work.load_medicine_list(
        trust.store, SINGLE_USER, work.stage(trust.store, content, NOW), "x.csv", NOW
    )
    assert not isinstance(again, RefusedFile) and again[1] is None
    trust.edition = work.take_back_medicine_list(trust.store, SINGLE_USER, NOW).edition_id
    assert medicines(trust) == {UNKNOWN: 2, "enoxaparin": 1}


def test_dmd_names_go_before_free_text(trust: TrustUnderTest) -> None:
    """The virtual therapeutic moiety, then the virtual product, then what staff typed."""
    headings = (
        "Reference", "Revision", "CL001 - Event Type", "A001 - Involved Agents", "T005 - Event date", "Site",
        "OT001 - Physical harm", "DMD002 - Medicine types (VTM)", "DMD004 - Medicine types (VMP)",
    )  # fmt: skip
    plain = ("1", "Incident", "Medications", "2025-09-05", "Northgate", "No physical harm")
    content = as_csv(
        headings,
        [
            ("L1", *plain, "Co-amoxiclav", "Warfarin 1mg tablets"),
            ("L2", *plain, "", "Enoxaparin sodium 40mg/0.4ml solution for injection pre-filled syringes"),
            ("L3", *plain, "Not known", "Insulin aspart 100units/ml solution for injection 3ml cartridges"),
        ],
    )
    trust.take(content, "lfpse")
    assert medicines(trust) == {"co-amoxiclav": 1, "enoxaparin": 1, "insulin aspart": 1}


def test_an_omitted_dose_takes_what_was_intended_and_a_mistaken_one_is_a_pair(trust: TrustUnderTest) -> None:
    def row(reference: str, given: str, intended: str) -> dict[str, str]:
        return {**one(reference, drug=given), "Correct drug": intended}

    trust.take(
        datix(
            row("W1", "", "Gentamicin"),
            row("W2", "Morphine", "Oxycodone"),
            row("W3", "Warfarin", "Warfarin"),
            row("W4", "Morphine", "Oxycontin"),
        )
    )
    assert medicines(trust) == {"gentamicin": 1, "morphine": 2, "warfarin": 1}
    pairs = trust.ask("medicines_given_instead_of_intended")
    assert [(row.given, row.intended, row.incidents) for row in pairs] == [("morphine", "oxycodone", 2)]


def test_a_local_group_can_be_asked_for(trust: TrustUnderTest) -> None:
    trust.take(
        datix(one("W1", drug="Warfarin"), one("W2", drug="Aspirin"), one("W3", drug="Paracetamol")),
    )
    group = LocalGroup("Bleeding risk", ("warfarin", "aspirin"))
    trust.edition = work.keep_group(trust.store, SINGLE_USER, group, NOW).edition_id
    found = {row.drug_class: row.incidents for row in trust.ask("incidents_by_drug_class", "class=local")}
    assert found == {"Bleeding risk": 2, "In no local group": 1}
    assert medicines(trust, "class=local&drug_class=Bleeding risk") == {"warfarin": 1, "aspirin": 1}
    trust.edition = work.forget_group(trust.store, SINGLE_USER, "Bleeding risk", NOW).edition_id
    found = {row.drug_class: row.incidents for row in trust.ask("incidents_by_drug_class", "class=local")}
    assert found == {"In no local group": 3}


def test_a_linked_record_lends_its_confirmed_medicine(trust: TrustUnderTest) -> None:
    """The local record counts and names nothing; the national one names what a person confirms."""
    trust.take(datix(one("W1", drug="")))
    trust.take(lfpse(national("L1", "W1", drug="Zorbulin")), "lfpse", name="national.csv")
    name = ConfirmedName("Zorbulin", ("warfarin",))
    trust.edition = work.confirm_names(trust.store, SINGLE_USER, [name], NOW).edition_id
    assert medicines(trust) == {"warfarin": 1}
