"""What an import changes, from the bytes of a listing to the sentence that an officer reads, counted by hand."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dashboard import register
from dashboard.domain.extract import Extract
from dashboard.domain.reader import SINGLE_USER
from dashboard.findings.restatements import month_sentences
from tests.made_up_incidents import TrustUnderTest, as_csv, datix, one

SEPTEMBER = (date(2025, 9, 1), date(2025, 9, 30))
FIRST_OF_MONTH = SEPTEMBER[0]
OCTOBER, NOVEMBER = date(2025, 10, 1), date(2025, 11, 1)
HEADINGS = ("ID", "Incident date", "Category", "Severity", "Drug administered")


def whole_trust(rows: dict[str, tuple[str, str]], run_on: date) -> bytes:
    """A whole-trust Datix listing: reference to (category, harm), all on 5 September."""
    written = [(reference, "05/09/2025", category, harm, "") for reference, (category, harm) in rows.items()]
    return as_csv(HEADINGS, written, above=[f"Report run on {run_on:%d/%m/%Y}"])


def sentences(trust: TrustUnderTest) -> list[str]:
    """Newest act first."""
    totals: dict[Any, int] = dict(trust.counts("incidents_by_month"))
    found = month_sentences(trust.ask("restatements"), trust.ask("regrades"), totals)
    return [each.text for each in found]


def test_september_was_41_and_is_47(trust: TrustUnderTest) -> None:
    """W1 to W41 are medication, F1 and F2 are falls. Then the falls are medication, W42 to W46 are late, W41 is gone and
    withdrawn, W1 and W2 go down a grade and W3 goes up."""
    before = {f"W{n}": ("Medication", "Low") for n in range(1, 42)} | {
        "F1": ("Fall", "Low"),
        "F2": ("Fall", "Low"),
    }
    trust.take(whole_trust(before, OCTOBER), covers=SEPTEMBER)
    assert trust.count() == 41
    later = before | {f"W{n}": ("Medication", "No harm") for n in range(42, 47)}
    later |= {"F1": ("Medication", "Low"), "F2": ("Medication", "Low")}
    later |= {
        "W1": ("Medication", "No harm"),
        "W2": ("Medication", "No harm"),
        "W3": ("Medication", "Severe"),
    }
    del later["W41"]
    trust.now += timedelta(days=1)
    done = trust.take(whole_trust(later, NOVEMBER), covers=SEPTEMBER, withdraw={"W41": "a duplicate of W40"})
    assert [each.reference for each in done.gone.incidents] == ["W41"]
    (month,) = done.ledger
    assert (month.month, month.before, month.after) == (FIRST_OF_MONTH, 41, 47)
    assert sorted(month.reasons) == [
        ("re-categorised as medication", 2),
        ("recorded late", 5),
        ("withdrawn", -1),
    ]
    assert sorted(month.regrades) == [("Low", "No harm", 2), ("Low", "Severe", 1)]
    assert trust.count() == 47
    newest, first = sentences(trust)
    assert newest == (
        "September was 41, now 47: 5 recorded late, 2 re-categorised as medication, 1 withdrawn. "
        "Of the 47, 3 changed harm grade: 2 down, 1 up."
    )
    assert "covered for the first time: 41 incidents" in first
    trust.now += timedelta(days=1)
    trust.undo(done.import_id)
    assert trust.count() == 41
    assert "was 47, now 41: 1 counted again, 7 taken back by the undo" in sentences(trust)[0]


def test_a_re_export_with_one_lower_grade_one_medicine_less_and_one_incident_gone(
    trust: TrustUnderTest,
) -> None:
    """All three arrive: before in the preview, after in the answers."""
    trust.take(
        datix(
            one("W1", harm="Severe", drug="Enoxaparin"), one("W2", harm="Low", drug="Gentamicin"),
            one("W2", harm="Low", drug="Morphine"), one("W3", harm="Low", drug="Morphine"), run_on=OCTOBER,
        ),
        covers=SEPTEMBER,
    )  # fmt: skip
    later = datix(
        one("W1", harm="Low", drug="Enoxaparin"), one("W2", harm="Low", drug="Gentamicin"), run_on=NOVEMBER
    )
    read = trust.read(later, "datix")
    assert isinstance(read, Extract)
    before = register.preview(trust.store, SINGLE_USER, read, trust.now, covers=SEPTEMBER)
    assert (before.changes.updated, before.changes.unchanged, before.changes.harm_down) == (2, 0, 1)
    assert [(each.reference, each.location, each.counts) for each in before.gone] == [
        ("W3", "Not recorded", True)
    ]
    (said,) = before.ledger
    assert (said.before, said.after, said.regrades) == (3, 3, (("Severe", "Low", 1),)), (
        "nothing is withdrawn before it is decided"
    )
    withdrawn = register.preview(
        trust.store, SINGLE_USER, read, trust.now, covers=SEPTEMBER, withdraw={"W3": "deleted"}
    )
    assert withdrawn.ledger == (replace(said, after=2, reasons=(("withdrawn", -1),)),)
    trust.take(later, covers=SEPTEMBER, withdraw={"W3": "deleted"})
    assert trust.counts("incidents_by_harm_level") == {"Low": 2}
    assert sorted(trust.counts("incidents_by_medicine").values()) == [1, 1]
    assert {name.lower() for name in trust.counts("incidents_by_medicine")} == {"enoxaparin", "gentamicin"}
    assert [(row.harm_before, row.harm_now, row.incidents) for row in trust.ask("regrades")] == [
        ("Severe", "Low", 1)
    ]
