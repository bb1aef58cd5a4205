"""Medication stages and error types together, and what the stages cannot say of transfer and discharge."""

from dashboard.charts.crossed import heat_map
from dashboard.charts.frame import Picture
from dashboard.domain.rows import ErrorTypeCount, StageCount
from dashboard.domain.rows.stages import StageErrorCount
from dashboard.domain.words import NOT_RECORDED, ErrorType, MedicationStage
from dashboard.findings.asking import Asking
from dashboard.findings.words import count_of
from dashboard.measures.crossed import Crossed, crossed
from dashboard.measures.harm import in_per_cent

SAYS_LITTLE = (ErrorType.OTHER, ErrorType.NOT_KNOWN, MedicationStage.OTHER, MedicationStage.NOT_KNOWN)
"""Words that say no stage and no error: counted and drawn, never the finding."""


def stages_and_errors(asking: Asking) -> Crossed:
    """Error types down and stages across."""
    rows: list[StageErrorCount] = asking.rows("incidents_by_stage_and_error_type")
    of_error: list[ErrorTypeCount] = asking.rows("incidents_by_error_type")
    return crossed(
        [(row.error_type, row.stage, row.incidents) for row in rows],
        {row.error_type: row.incidents for row in of_error},
        asking.left_out.incidents,
        order=list(MedicationStage),
        apart_down=(NOT_RECORDED,),
        apart_across=(NOT_RECORDED,),
        last=(ErrorType.OTHER, ErrorType.NOT_KNOWN),
    )


def not_recorded(asking: Asking, found: Crossed) -> int:
    """Incidents without a stage or without an error type, each once."""
    return (
        at_stage(asking, NOT_RECORDED)
        + found.of_down.get(NOT_RECORDED, 0)
        - found.count(NOT_RECORDED, NOT_RECORDED)
    )


def at_stage(asking: Asking, stage: str) -> int:
    stages: list[StageCount] = asking.rows("incidents_by_medication_stage")
    return sum(row.incidents for row in stages if row.stage == stage)


def stages_and_errors_picture(asking: Asking, found: Crossed) -> Picture:
    more = (
        f"An incident counts once in each pair of its stages and error types, so the cells add up to {found.adds_up_to:,}, more "
        f"than the {found.total:,} incidents."
        if found.adds_up_to > found.total
        else "Each incident stands in one cell."
    )
    return heat_map(
        "stages-and-errors",
        "Incidents by medication stage and error type",
        ("Error type", "Medication stage"),
        found,
        asking.standing,
        sentence=_sentence(asking, found),
        caption=f"Error types down, stages across, and in each cell the number of incidents{asking.about()}; the stronger the colour, the "
        f"more. {more}",
        how=(
            "LFPSE lets staff tick several stages and error types, and a listing can hold several rows of one incident. What is "
            "not recorded stands apart in grey and has no part in the colours.",
            "Sources do not have the same words: LFPSE has no stage for monitoring, advice or over-the-counter supply, and NRLS "
            "has no code for a delayed dose. A cell can be small because nobody could tick it.",
            "Counts are of incidents recorded: what is easy to see and to report stands out.",
        ),
        narrows=("error_type", "stage"),
    )


def _sentence(asking: Asking, found: Crossed) -> str:
    without = not_recorded(asking, found)
    tail = (
        f"{count_of(without, 'incident')} ({in_per_cent(100 * without / found.total)}) {'has' if without == 1 else 'have'} no "
        "stage or no error type recorded"
        if without
        else "every incident has a stage and an error type"
    )
    most = found.most(SAYS_LITTLE)
    if not most:
        return f"No incident has both a stage and an error type that say what happened; {tail}."
    error, stage, count = most[0]
    first = (
        f"Recorded together most often: {error.lower()} at {stage.lower()}, {count:,} of "
        f"{count_of(found.total, 'incident')} ({in_per_cent(100 * count / found.total)})"
    )
    second = f"; then {most[1][0].lower()} at {most[1][1].lower()} ({most[1][2]:,})" if len(most) > 1 else ""
    return f"{first}{second}; {tail}."


def transfer_sentence(asking: Asking) -> str:
    """What can be said of transfer and discharge: the stages that are kept have none for it."""
    other = at_stage(asking, MedicationStage.OTHER)
    kept = (
        f"{count_of(other, 'incident')} {'stands' if other == 1 else 'stand'} under Other, and some of them may be of it"
        if other
        else "none stands under Other in this period"
    )
    return (
        "The stages of these extracts do not say how many incidents happened at transfer of care or discharge. Where a listing "
        f"has such a stage it is counted under Other: {kept}."
    )
