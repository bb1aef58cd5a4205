"""Every question against its second implementation, on generated trusts that went in through the front door."""

import tempfile
from dataclasses import replace
from math import isclose
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dashboard import desk
from dashboard.domain.dated import DatedKind, DatedRecord
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.medicines import ClassBy
from dashboard.domain.reader import SINGLE_USER
from dashboard.register.file import open_register
from tests.edition.counted_in_python import Counted
from tests.edition.generated_trusts import FILE_NAME, GeneratedTrust, filters, generated_trusts
from tests.edition.generated_truth import LOCAL_GROUPS, Truth
from tests.edition.test_question_headers import NAMES
from tests.made_up_incidents import TrustUnderTest

FILTERS_EACH = 6
ON_WRITTEN_TABLES = {
    "coverage_calendar", "restatements", "regrades", "incident_fingerprints", "incidents_of_blocks", "aims_of_safety_actions", "alerts",
    "answered_by_safety_actions", "escalated", "learning_cards", "required_by_alerts", "safety_actions", "statements_signed",
}  # fmt: skip
"""Questions of tables that say what acts did: test_ledger_questions writes those tables and counts them; and those that two
editions are compared by, which test_incident_fingerprints counts; and those of what is learnt, which tests/work/learning and
test_ward_link write and read."""

ALWAYS = (
    IncidentFilter(),
    IncidentFilter.from_query("drug_class=Antibacterials"),
    *(IncidentFilter.from_query(f"class={by}") for by in ClassBy),
    IncidentFilter.from_query("class=chapter&drug_class=Only a class named"),
    IncidentFilter.from_query("class=high_risk&drug_class=Opioids&drug_class=In no high-risk group"),
    IncidentFilter.from_query("class=local&drug_class=Watched by the group&high_risk=Anticoagulants"),
    IncidentFilter.from_query("until=2024-11"),  # ends within a year that is known alone
)


def take_in(under_test: TrustUnderTest, generated: GeneratedTrust) -> Truth:
    """Put the generated files through the front door; the truth comes back with the numbers that the register gave."""
    truth = generated.truth
    for each in truth.happened:
        record = DatedRecord(
            DatedKind(each.kind), each.dated_on, each.label, each.reason, each.owner, each.site, each.division,
            each.drug_class, each.evidence,
        )  # fmt: skip
        desk.add_dated_record(under_test.store, SINGLE_USER, record, under_test.now)
    with open_register(under_test.store, under_test.now) as opened:
        rows = [(group, each) for group, listed in LOCAL_GROUPS.items() for each in listed]
        opened.executemany("insert into local_group values (?, ?, now()::timestamp, 'test')", rows)
    if truth.bed_days:
        under_test.take_bed_days(generated.bed_days)
    result = under_test.take(
        generated.listing, covers=truth.covers, sites=truth.covered_sites, name=FILE_NAME
    )
    assert result.changes.new == len(truth.incidents)
    assert under_test.edition is not None
    with open_register(under_test.store, under_test.now) as opened:
        numbers = dict(opened.execute("select reference, n from current_record").fetchall())
    return replace(truth, import_id=result.import_id, edition_id=under_test.edition, numbers=numbers)


def same_row(one: tuple, other: tuple) -> bool:
    """Equal, figures to a billionth."""
    return len(one) == len(other) and all(
        isclose(a, b, rel_tol=1e-9, abs_tol=1e-9) if isinstance(a, float) and isinstance(b, float) else a == b
        for a, b in zip(one, other, strict=True)
    )


def difference(answered: list[tuple], counted: list[tuple]) -> str:
    """The first row that differs, in words; empty when none does."""
    if len(answered) != len(counted):
        return f"{len(answered)} rows, counted {len(counted)}: {answered} against {counted}"
    for one, other in zip(answered, counted, strict=True):
        if not same_row(one, other):
            return f"{one}, counted {other}"
    return ""


@settings(
    max_examples=2,
    deadline=None,
    # A trust takes seconds: the first difference found is shown as it is, not made smaller.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(generated=generated_trusts(), data=st.data())
def test_every_question_answers_what_loops_count(generated: GeneratedTrust, data: st.DataObject) -> None:
    """Two trusts of another kind each run; `dev.py soak` makes a hundred."""
    answers_what_loops_count(generated, data)


def answers_what_loops_count(generated: GeneratedTrust, data: st.DataObject) -> None:
    """Every question, asked in each of the ways that must always hold and in some drawn for this trust."""
    asked = [*ALWAYS, *(data.draw(filters(generated.truth)) for _ in range(FILTERS_EACH))]
    with tempfile.TemporaryDirectory() as folder:
        under_test = TrustUnderTest(Path(folder))
        truth = take_in(under_test, generated)
        differences = {}
        for wanted in asked:
            counted = Counted(truth, wanted)
            for name in sorted(set(NAMES) - ON_WRITTEN_TABLES):
                rows = [tuple(vars(row).values()) for row in under_test.ask(name, wanted)]
                if found := difference(rows, counted.answer(name)):
                    differences.setdefault(name, f"asked '{wanted.query()}': {found}")
        under_test.close()
    assert differences == {}, "\n".join(f"{name}: {words}" for name, words in differences.items())


def test_a_difference_would_be_seen() -> None:
    assert difference([(1, 0.5)], [(1, 0.5 + 1e-12)]) == ""
    assert difference([(1, 0.5)], [(1, 0.5001)]) != ""
    assert difference([("a", 1)], [("a", 2)]) != ""
    assert difference([("a", 1)], []) != ""
    assert difference([("a", None)], [("a", 0.0)]) != ""
