"""Duty of candour: which incidents have no decision recorded and are to be reviewed. Never whether candour applies."""

from dashboard.charts.frame import Table
from dashboard.domain.rows.cases import CandourCount, CandourToReview
from dashboard.domain.words import DutyOfCandour
from dashboard.findings.asking import Asking
from dashboard.findings.to_consider import FIRST_HEADINGS, ToConsider, first_cells, said_of_the_list
from dashboard.findings.words import count_of

TITLE = "Duty of candour: to review"
NO_FLAG = "No flag does not mean that candour does not apply."
NO_REFERENCE = (
    "An edition holds the reference of moderate physical harm and above alone: look the others up by date and ward, and name "
    "them by their number."
)
NEEDED = (
    "To see it, ask for the field (for instance 'Duty of candour required?') in the listing and upload a newer one; what was stored "
    "before this program kept the field does not say either."
)
LISTED = "Incidents of moderate harm and above without a decision on the duty of candour"


def candour_review(asking: Asking) -> ToConsider:
    """Raises OlderEdition for an edition that was published before it held what extracts say of candour."""
    rows: list[CandourCount] = asking.rows("candour_by_state")
    total = sum(row.incidents for row in rows)
    if not total:
        return ToConsider(
            (f"No incident of these is graded moderate or above, so none is looked at. {NO_FLAG}",)
        )
    of = {state: _of(rows, state) for state in DutyOfCandour}
    to_review, silent = of[DutyOfCandour.NOT_RECORDED], of[DutyOfCandour.NO_FIELD]
    if silent == total:
        return ToConsider(
            (
                f"This extract does not say: {_graded(rows, total)}, and what was uploaded has no such field. {NEEDED}",
                NO_FLAG,
            )
        )
    decided = (
        f"{of[DutyOfCandour.APPLIES]:,} {_is(of[DutyOfCandour.APPLIES])} recorded as applying, "
        f"{of[DutyOfCandour.DOES_NOT_APPLY]:,} as not applying."
    )
    does_not_say = f"For {silent:,} the extract does not say: it has no such field." if silent else ""
    first = (
        f"Review {to_review:,} of {_graded(rows, total)}: no decision on the duty of candour is recorded."
        if to_review
        else f"None to review of {_graded(rows, total)}: where the extract has the field, a decision is recorded."
    )
    table = _to_review(asking) if to_review else None
    last = " ".join((*(said_of_the_list(table, to_review) if table else ()), NO_FLAG))
    unnamed = (NO_REFERENCE,) if table and any(not row[0] for row in table.rows) else ()
    return ToConsider((first, f"{decided} {does_not_say}".strip(), last, *unnamed), table)


def _of(rows: list[CandourCount], state: DutyOfCandour) -> int:
    return sum(row.incidents for row in rows if row.duty_of_candour == state)


def _graded(rows: list[CandourCount], total: int) -> str:
    """'61 incidents graded moderate or above (58 for physical harm, 3 for psychological harm alone)'."""
    mind_alone = sum(row.incidents for row in rows if not row.physical)
    apart = (
        f" ({total - mind_alone:,} for physical harm, {mind_alone:,} for psychological harm alone)"
        if mind_alone
        else ""
    )
    return f"{count_of(total, 'incident')} graded moderate or above{apart}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _to_review(asking: Asking) -> Table:
    rows: list[CandourToReview] = asking.rows("candour_to_review")
    return Table(
        (*FIRST_HEADINGS, "Psychological harm", "Ward or place", "Approval"),
        tuple(
            (
                *first_cells(row.n, row.reference, row.source, row.dated_on, row.harm_level),
                row.psychological_harm,
                row.location,
                row.status,
            )
            for row in rows
        ),
    )
