"""Reading with what people decided: confirmed names, a list beneath, and the laws that keep both in their place."""

import csv
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.extract import Extract
from dashboard.domain.medicines import NOTHING_DECIDED, ConfirmedName, ListedName, MedicineDecisions
from dashboard.domain.profile import ReadingChoices
from dashboard.domain.words import SourceSystem
from dashboard.extracts.incidents import read_extract
from dashboard.extracts.limits import BROWSER
from dashboard.extracts.medicines import MedicineNaming, reference
from dashboard.extracts.medicines.many import name_many
from dashboard.extracts.medicines.writing import key_of
from dashboard.extracts.written_medicines import name_writings
from tests.extracts.written_extracts import DATIX_HEADINGS, NOW, REPOSITORY, csv_content, staged

LISTED = (
    ListedName("Zelaparin sodium", "substance", "zelaparin", "0208010"),
    ListedName("zelaparin", "substance", "zelaparin", "0208010"),
    ListedName("Zelapan", "brand", "zelaparin", "0208010"),
    ListedName("Morfizor", "brand", "morphine", "0407020"),
    ListedName("Trilosan", "brand", "hydrocortisone", "1304000"),
    ListedName("warfarim", "substance", "warfarim", "0101010"),
    ListedName("Cyclizime Forte", "brand", "zelaparin", "0208010"),
    ListedName("Absorb", "brand", "zelaparin", "0208010"),
    ListedName("Ace", "brand", "zelaparin", "0208010"),
    ListedName("Clexane", "brand", "zelaparin", "0208010"),
)
WITH_LIST = MedicineDecisions(listed=LISTED, listed_version="a list")


def names_of_real_incidents() -> list[str]:
    with (REPOSITORY / "tests" / "golden" / "nrls_medicine_names.csv").open(encoding="utf-8") as lines:
        return [row["name"] for row in csv.DictReader(lines)]


@pytest.mark.parametrize(
    ("written", "medicines", "sections", "how"),
    [
        ("zelaparin", ("zelaparin",), ("0208",), "listed by NHSBSA"),
        ("ZELAPARIN sodium 40mg inj", ("zelaparin",), ("0208",), "listed by NHSBSA"),
        ("Zelapan 20mg", ("zelaparin",), ("0208",), "listed by NHSBSA"),
        ("Morfizor", ("morphine",), ("0407",), "listed by NHSBSA"),
        ("Trilosan", ("hydrocortisone",), ("1304",), "listed by NHSBSA"),
        ("Zelapan and cyclizine", ("zelaparin", "cyclizine"), ("0208", "0406"), "split"),
        ("warfarim", ("warfarim",), ("0101",), "listed by NHSBSA"),
        ("Absorb", ("zelaparin",), ("0208",), "listed by NHSBSA"),
        ("Ace", ("zelaparin",), ("0208",), "listed by NHSBSA"),
        ("Clexane", ("enoxaparin",), ("0208",), "brand"),
        ("warfarin", ("warfarin",), ("0208",), "exact"),
    ],
)
def test_a_list_is_read_beneath_the_curated_one(
    written: str, medicines: tuple[str, ...], sections: tuple[str, ...], how: str
) -> None:
    read = MedicineNaming(WITH_LIST).name(written)
    assert (read.medicines, read.bnf_sections, read.how) == (medicines, sections, how)


@pytest.mark.parametrize(
    "written",
    ["zelaparim", "zelapin", "warfarii", "Morfizer", "absorb mistake", "the ace bandage"],
)  # fmt: skip
def test_what_is_only_near_a_listed_name_is_not_read(written: str) -> None:
    """warfarii is a slip of warfarin, but no nearer to it than to the listed warfarim."""
    assert MedicineNaming(WITH_LIST).name(written).kind == "unrecognised"
    assert reference().name("warfarii").medicines == ("warfarin",), "without the list it is the slip"


def test_a_listed_medicine_has_its_class_groups_section_and_chapter() -> None:
    naming = MedicineNaming(WITH_LIST)
    read = naming.name("zelaparin")
    assert read.drug_classes == reference().name("enoxaparin").drug_classes
    assert read.sections == ("2.8 Anticoagulants and protamine",)
    assert read.chapters == ("2 Cardiovascular system",)
    assert "Anticoagulants" in read.high_risk
    assert naming.medicines["zelaparin"].bnf_code == "0208010"


def test_a_listed_name_that_means_two_medicines_means_none() -> None:
    two = (*LISTED, ListedName("zelapan", "brand", "morphine", "0407020"))
    assert MedicineNaming(MedicineDecisions((), two, "x")).name("Zelapan").kind == "unrecognised"


CONFIRMED = MedicineDecisions(
    confirmed=(
        ConfirmedName("Blue pill", ("warfarin", "aspirin")),
        ConfirmedName("quux pumpset", ()),
        ConfirmedName("chlora oint", ("chloramphenicol",)),
        ConfirmedName("Sulphazine", ("sulfasalazine",)),
        ConfirmedName("Clexane", ("dalteparin",)),
        ConfirmedName("???", ("warfarin",)),
        ConfirmedName("lost", ("a medicine of a list that is gone",)),
    )
)


@pytest.mark.parametrize(
    ("written", "route", "kind", "medicines", "sections"),
    [
        ("BLUE  pill", None, "several_medicines", ("warfarin", "aspirin"), ("0208", "0209")),
        ("Quux  pumpset", None, "not_a_medicine", (), ()),
        ("Chlora oint", None, "medicine", ("chloramphenicol",), ("0501",)),
        ("Chlora oint", "eye", "medicine", ("chloramphenicol",), ("1103",)),
        ("sulfazine", None, "medicine", ("sulfasalazine",), ("0105",)),
        ("clexane", None, "medicine", ("dalteparin",), ("0208",)),
    ],
)  # fmt: skip
def test_a_confirmed_writing_is_what_the_person_said(
    written: str, route: str | None, kind: str, medicines: tuple[str, ...], sections: tuple[str, ...]
) -> None:
    """For every writing of the same key (sulphazine, sulfazine); the route still decides the section."""
    read = MedicineNaming(CONFIRMED).name(written, route)
    assert (read.kind, read.medicines, read.bnf_sections) == (kind, medicines, sections)
    assert read.how == "confirmed by a person"


def test_a_confirmed_name_says_nothing_of_blanks_or_of_medicines_nobody_knows() -> None:
    naming = MedicineNaming(CONFIRMED)
    assert naming.name("...").kind == naming.name("").kind == "placeholder"
    gone = naming.name("lost")
    assert (gone.kind, gone.medicines, gone.how) == ("unrecognised", (), "confirmed by a person")


def test_a_confirmed_name_may_mean_a_medicine_of_the_list() -> None:
    decided = MedicineDecisions((ConfirmedName("the new one", ("zelaparin",)),), LISTED, "x")
    read = MedicineNaming(decided).name("The New One")
    assert (read.medicines, read.bnf_sections, read.how) == (
        ("zelaparin",),
        ("0208",),
        "confirmed by a person",
    )


def slips(name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name) + 1)
    return name[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz ") + name[at + chance.randint(0, 1) :]


def writings(number: int) -> list[str]:
    """Real names, slips of them, and listed names among other words."""
    chance = random.Random(number)
    real = names_of_real_incidents()
    every = [*real, *reference().medicines, *(name.written for name in LISTED)]
    made = [slips(chance.choice(every), chance) for _ in range(600)]
    made += [f"{chance.choice(every)}{chance.choice([' and ', ', ', ' 5mg ', ' / '])}{chance.choice(every)}" for _ in range(400)]  # fmt: skip
    return [*real, *made]


@pytest.mark.parametrize("number", range(3))
def test_loading_a_list_changes_only_what_was_not_recognised_or_read_by_a_spelling(number: int) -> None:
    """A list of names near real ones: slips of the curated names themselves."""
    chance = random.Random(100 + number)
    listed = tuple(
        ListedName(slips(name, chance), "substance", f"listed {name}", "0501010")
        for name in chance.sample(sorted(reference().medicines), 800)
    )
    naming = MedicineNaming(MedicineDecisions((), (*LISTED, *listed), f"list {number}"))
    changed = 0
    for written in writings(number):
        before, after = reference().name(written), naming.name(written)
        if before != after:
            changed += 1
            in_part_by_spelling = reference().read(written).corrected
            assert before.kind == "unrecognised" or before.how == "spelling" or in_part_by_spelling, written
    assert changed > 20


@given(
    st.lists(st.tuples(st.sampled_from(writings(9)), st.sampled_from(["warfarin", "insulin", ""])), min_size=1, max_size=4),
    st.integers(0, 50),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_confirming_a_name_changes_only_writings_of_its_key(
    confirmed: list[tuple[str, str]], number: int
) -> None:
    names = tuple(ConfirmedName(written, (means,) if means else ()) for written, means in confirmed)
    keys = {key_of(name.written) for name in names} - {""}
    naming, before = MedicineNaming(MedicineDecisions(names, LISTED, "x")), MedicineNaming(WITH_LIST)
    asked = [*random.Random(number).sample(writings(9), 40), *(name.written for name in names)]
    for written in asked:
        changed = naming.name(written).how == "confirmed by a person"
        assert changed == (key_of(written) in keys), written
        if not changed:
            assert naming.name(written) == before.name(written)


def test_the_version_changes_with_the_list_and_not_with_what_people_confirm() -> None:
    nothing, listed = MedicineNaming(NOTHING_DECIDED), MedicineNaming(WITH_LIST)
    assert nothing.version == MedicineNaming(CONFIRMED).version != listed.version
    assert listed.version != MedicineNaming(MedicineDecisions((), LISTED, "another")).version
    assert len(nothing.version) == 12


def test_the_table_of_names_says_section_chapter_key_and_what_it_was_read_by() -> None:
    asked = [
        ("Clexane and aspirin", ""),
        ("Chloramphenicol", "eye"),
        ("antibiotics", ""),
        ("Quux Pumpset", ""),
    ]
    table = name_writings(asked, CONFIRMED).to_pylist()
    assert [(row["medicine"], row["section"], row["chapter"]) for row in table] == [
        ("enoxaparin", "2.8 Anticoagulants and protamine", "2 Cardiovascular system"),
        ("aspirin", "2.9 Antiplatelet drugs", "2 Cardiovascular system"),
        ("chloramphenicol", "11.3 Anti-infective eye preparations", "11 Eye"),
        (None, None, None),
        (None, None, None),
    ]
    version = MedicineNaming(CONFIRMED).version
    assert [row["read_by"] for row in table] == [*[version] * 4, f"{version} confirmed: "]
    assert [row["word_key"] for row in table[2:]] == [key_of(written) for written, _ in asked[1:]]
    assert table[4]["kind"] == "not_a_medicine"
    assert name_writings(asked).to_pylist()[4]["kind"] == "unrecognised"


def test_a_code_without_a_name_is_its_bare_number() -> None:
    listed = (ListedName("Zelaparin", "substance", "zelaparin", "1599"),)
    read = MedicineNaming(MedicineDecisions((), listed, "y")).name("zelaparin")
    assert (read.sections, read.chapters) == (("15.99",), ("15 Anaesthesia",))


def test_many_names_are_read_alike_in_one_process_and_in_two() -> None:
    asked = [
        (name, route)
        for name in [*names_of_real_incidents(), "zelapan", "blue pill"]
        for route in ("", "eye")
    ]
    decisions = MedicineDecisions(CONFIRMED.confirmed, LISTED, "x")
    naming = MedicineNaming(decisions)
    expected = {(name, route): naming.name(name, route or None) for name, route in asked}
    assert name_many(asked, decisions, enough=1) == expected == name_many([*asked, *asked], decisions)


def test_an_extract_is_read_with_what_people_decided(tmp_path: Path) -> None:
    rows = [
        ("W1", "03/02/2026", "Ward 7", "Low", "Blue pill"),
        ("W2", "03/02/2026", "Ward 7", "Low", "Zelapan 20mg"),
    ]
    staged_file = staged(csv_content(DATIX_HEADINGS, rows), tmp_path, "listing.csv", BROWSER, child=False)
    decisions = MedicineDecisions(CONFIRMED.confirmed, LISTED, "x")
    for choices, expected in (
        (ReadingChoices(), {("Blue pill", None), ("Zelapan 20mg", None)}),
        (
            ReadingChoices(medicines=decisions),
            {("Blue pill", "warfarin"), ("Blue pill", "aspirin"), ("Zelapan 20mg", "zelaparin")},
        ),
    ):
        read = read_extract(staged_file, "listing.csv", now=NOW, source=SourceSystem.DATIX, choices=choices)
        assert isinstance(read, Extract)
        named = read.medicines.to_pylist()
        assert {(row["written"], row["medicine"]) for row in named} == expected
        naming = MedicineNaming(choices.medicines)
        assert all(row["read_by"] == naming.read_by(row["written"]) for row in named)
