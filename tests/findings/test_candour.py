"""The review flag of the duty of candour: counted by hand, and never said to apply."""

from datetime import date
from typing import Any

from dashboard.domain.rows.cases import CandourCount, CandourToReview
from dashboard.findings.candour import NO_FLAG, NO_REFERENCE, candour_review
from dashboard.findings.to_consider import ToConsider
from tests.findings.test_stage_sentences import asking

APPLIES, NOT_APPLYING, NOT_RECORDED, NO_FIELD = (
    "Recorded as applying", "Recorded as not applying", "Not recorded", "Not in the extract",
)  # fmt: skip
LIST = [
    CandourToReview(7, "W7", "datix", date(2025, 2, 3), "Fatal", "Not recorded", "Ward 7", "Being reviewed"),
    CandourToReview(5, "", "lfpse", None, "Low", "Severe psychological harm", "Ward 9", "Not recorded"),
]


def review(*counts: tuple[str, bool, int], listed: list[Any] = LIST) -> ToConsider:
    rows = [CandourCount(*each) for each in counts]
    return candour_review(asking(candour_by_state=rows, candour_to_review=listed))


def test_without_a_decision_is_to_review_with_its_denominator() -> None:
    found = review((APPLIES, True, 40), (NOT_APPLYING, True, 3), (NO_FIELD, True, 8), (NOT_RECORDED, True, 1), (NOT_RECORDED, False, 1))  # fmt: skip
    assert found.sentences == (
        "Review 2 of 53 incidents graded moderate or above (52 for physical harm, 1 for psychological harm alone): no decision on "
        "the duty of candour is recorded.",
        "40 are recorded as applying, 3 as not applying. For 8 the extract does not say: it has no such field.",
        NO_FLAG,
        NO_REFERENCE,
    )
    assert found.table and [row[:5] for row in found.table.rows] == [
        ("W7", 7, "Datix", date(2025, 2, 3), "Recorded as fatal (the incident may have contributed; not a finding of cause)"),
        ("", 5, "LFPSE", None, "Low"),
    ]  # fmt: skip


def test_no_flag_is_no_finding_either() -> None:
    found = review((APPLIES, True, 1))
    assert found.sentences == (
        "None to review of 1 incident graded moderate or above: where the extract has the field, a decision is recorded.",
        "1 is recorded as applying, 0 as not applying.",
        "No flag does not mean that candour does not apply.",
    )
    assert found.table is None


def test_an_extract_without_the_field_does_not_say() -> None:
    found = review((NO_FIELD, True, 9))
    assert found.sentences[0].startswith(
        "This extract does not say: 9 incidents graded moderate or above, and"
    )
    assert found.sentences[1] == NO_FLAG and found.table is None


def test_nothing_moderate_is_said() -> None:
    assert review().sentences == (
        f"No incident of these is graded moderate or above, so none is looked at. {NO_FLAG}",
    )


def test_a_list_that_ends_before_all_are_listed_says_so() -> None:
    assert review((NOT_RECORDED, True, 300)).sentences[2] == f"The 2 newest are listed. {NO_FLAG}"


def test_a_flag_never_says_that_candour_applies() -> None:
    for counts in ([(NOT_RECORDED, True, 2)], [(APPLIES, True, 1), (NOT_RECORDED, True, 1)]):
        first = review(*counts).sentences[0]
        assert first.startswith("Review ") and "appl" not in first
