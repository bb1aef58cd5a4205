"""Rules of escalation at, just under and just over each of their edges; every expected row by hand.

The newest extract is of 3 November 2026. 365 days before it is 3 November 2025, 62 days before it 2 September 2026.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from dashboard.register.file import open_register
from tests.made_up_incidents import TrustUnderTest, datix, one

AS_AT = date(2026, 11, 3)
WRONG_DOSE = "wrong dose"


def day(before: int) -> str:
    return f"{AS_AT - timedelta(before):%d/%m/%Y}"


ROWS = (
    # harm, at and just over the edge of the days looked back
    one("H1", on=day(365), harm="Severe"),
    one("H2", on=day(366), harm="Severe"),
    one("H3", on=day(365), harm="Death"),
    one("H4", on=day(5), harm="Moderate"),
    one("H5", on="2026", reported=day(10), harm="Severe"),
    one("H6", on="2025", harm="Severe"),
    one("H7", on="2024", harm="Severe"),
    one("H8", on="", harm="Death"),
    # three within 30 days and, a day further apart, two and two
    *(one(f"A{n}", on=day(before), drug="Insulin glargine", error="Delay") for n, before in enumerate((50, 40, 21))),
    *(one(f"B{n}", on=day(before), drug="Warfarin", error="Delay") for n, before in enumerate((50, 40, 20))),
    *(one(f"C{n}", on=day(before), drug="Enoxaparin", error="Delay") for n, before in enumerate((50, 40))),
    # three of which the first lies just before the days looked back, and three of which the last does
    *(one(f"D{n}", on=day(before), drug="Gentamicin", error="Delay") for n, before in enumerate((63, 62, 61))),
    *(one(f"E{n}", on=day(before), drug="Digoxin", error="Delay") for n, before in enumerate((65, 64, 63))),
    # one of another error, and three that name no certain error, no medicine, or no day
    one("A9", on=day(30), drug="Insulin glargine", error="Omitted dose"),
    *(one(f"F{n}", on=day(9), drug="Lithium", error="Other") for n in range(3)),
    *(one(f"G{n}", on=day(9), error="Omitted dose") for n in range(3)),
    *(one(f"I{n}", on="2026", reported=day(8 + n), drug="Digoxin", error="Omitted dose") for n in range(3)),
    # Never Events: by medicine and error, by the field, and neither
    one("N1", on=day(365), drug="Insulin glargine", error=WRONG_DOSE),
    one("N2", on=day(366), drug="Insulin glargine", error=WRONG_DOSE),
    one("N3", on=day(100), drug="Warfarin", error=WRONG_DOSE),
    one("N4", on=day(101), drug="Methotrexate", error="wrong frequency"),
    one("N5", on=day(102), drug="Midazolam", error=WRONG_DOSE, never_event="No"),
    one("N6", on=day(103), drug="Warfarin", error="Delay", never_event="Yes"),
    one("N7", on=day(104), drug="Morphine", error="wrong route", stage="Administration"),
    one("N8", on=day(105), drug="Morphine", error="wrong route", stage="Prescribing"),
    one("N9", on=day(106), drug="Midazolam", error=WRONG_DOSE, never_event="Yes"),
    one("N10", on=day(107), drug="Potassium chloride", error="wrong drug"),
)  # fmt: skip


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrustUnderTest]:
    made = TrustUnderTest(tmp_path_factory.mktemp("escalation"))
    made.take(datix(*ROWS), as_at=AS_AT)
    yield made
    made.close()


def names(trust: TrustUnderTest) -> dict[int, str]:
    """The reference of each incident by its number, as the register has them."""
    with open_register(trust.store, trust.now) as opened:
        return dict(opened.execute("select n, reference from current_record").fetchall())


def test_harm_is_looked_at_365_days_back_and_without_a_date_always(trust: TrustUnderTest) -> None:
    named = names(trust)
    rows = {named[row.n]: row for row in trust.ask("to_escalate_by_harm")}
    assert set(rows) == {"H1", "H3", "H5", "H6", "H8"}, (
        "H6 can have happened until 31 December 2025, H7 until 2024"
    )
    assert {name: row.rule for name, row in rows.items()} == {
        "H1": "severe", "H3": "fatal", "H5": "severe", "H6": "severe", "H8": "fatal",
    }  # fmt: skip
    assert (rows["H5"].dated_on, rows["H5"].by_report) == (AS_AT - timedelta(10), True)
    assert (rows["H8"].dated_on, rows["H8"].by_report) == (None, False)
    assert (rows["H1"].reference, rows["H1"].by_report) == ("H1", False)


def test_many_of_the_same_within_the_days_and_none_a_day_further_apart(trust: TrustUnderTest) -> None:
    named = names(trust)
    rows = [
        (named[row.n], row.medicine, row.error_type, row.incidents)
        for row in trust.ask("same_medicine_and_error")
    ]
    assert sorted(rows) == [
        *((f"A{n}", "insulin glargine", "Delayed dose", 3) for n in range(3)),
        *((f"D{n}", "gentamicin", "Delayed dose", 3) for n in (1, 2)),
        *((f"I{n}", "digoxin", "Omitted dose", 3) for n in range(3)),
    ]  # fmt: skip


def test_never_events_are_those_of_the_list_and_of_the_field_unless_it_says_none(
    trust: TrustUnderTest,
) -> None:
    named = names(trust)
    rows = [(named[row.n], row.item) for row in trust.ask("possible_never_events")]
    assert sorted(rows) == [("N1", 6), ("N10", 4), ("N4", 7), ("N6", 0), ("N7", 5), ("N9", 0), ("N9", 8)]
