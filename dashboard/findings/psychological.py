"""Psychological harm beside physical, crossed: a field of LFPSE, never added to physical harm."""

from dashboard.charts.crossed import FATAL_IN_SHORT, heat_map
from dashboard.charts.frame import Picture
from dashboard.domain.rows import BothHarms
from dashboard.domain.words import FATAL_IN_FULL, HarmLevel, PsychologicalHarm, SourceSystem
from dashboard.findings.asking import Asking
from dashboard.findings.words import count_of, listed, were
from dashboard.measures.crossed import Crossed
from dashboard.measures.harm import ALL_LEVELS, in_per_cent
from dashboard.measures.psychological import (
    GRADED_PSYCHOLOGICAL,
    NO_OR_LOW_PHYSICAL,
    BesidePhysical,
    beside_physical,
)

NOT_RECORDED, NOT_APPLICABLE = "Psychological harm not recorded", "Psychological harm not applicable"
SHORT: dict[str, str] = {
    PsychologicalHarm.NO_HARM: "None",
    PsychologicalHarm.LOW: "Low",
    PsychologicalHarm.MODERATE: "Moderate",
    PsychologicalHarm.SEVERE: "Severe",
    NOT_RECORDED: "Not recorded",
    NOT_APPLICABLE: "Not applicable",
}
"""Beneath the title of their axis."""
A_FIELD_OF_LFPSE = "It is a field of LFPSE: NRLS had none, and few local listings have one."


def both_harms(asking: Asking) -> BesidePhysical:
    rows: list[BothHarms] = asking.rows("incidents_by_physical_and_psychological_harm")
    return beside_physical(rows)


def psychological_picture(asking: Asking) -> Picture | str:
    """The two crossed, or a sentence where no incident has psychological harm recorded."""
    found = both_harms(asking)
    if not found.graded:
        return (
            f"Psychological harm: no incident of what is asked has it graded. {_not_recorded(found)}".rstrip()
        )
    return heat_map(
        "psychological-beside-physical",
        "Psychological harm beside physical harm",
        ("Level of physical harm", "Psychological harm"),
        _crossed(found),
        asking.standing,
        sentence=psychological_sentence(found),
        caption=f"Levels of physical harm down, of psychological harm across, and in each cell the number of incidents{asking.about()}. "
        f"{_not_recorded(found)}".rstrip(),
        how=(
            "Two scales, each the greatest over an incident's patients. They are never added together: every other picture and "
            "count of harm here is of physical harm alone.",
            "Psychological harm has no fatal level. What is not recorded or not applicable stands apart in grey and is not 'none'.",
            "The colour is the number of incidents. Most incidents do no harm of either kind, so the other cells are pale: read their "
            "figures.",
            f"{A_FIELD_OF_LFPSE} An incident that counts from a local listing has it where its LFPSE record is linked.",
            f"Fatal means {FATAL_IN_FULL}.",
        ),
        on_axis=SHORT,
    )


def _crossed(found: BesidePhysical) -> Crossed:
    """In the words that are drawn: 'Not recorded' of one scale is not that of the other."""
    down = {level: _down(level) for level in ALL_LEVELS if found.physical(level)}
    across = {
        **{level: level.value for level in GRADED_PSYCHOLOGICAL},
        PsychologicalHarm.NOT_RECORDED: NOT_RECORDED,
        PsychologicalHarm.NOT_APPLICABLE: NOT_APPLICABLE,
    }
    apart = (HarmLevel.NOT_RECORDED, HarmLevel.NOT_APPLICABLE)
    return Crossed(
        tuple(words for level, words in down.items() if level not in apart),
        tuple(level.value for level in GRADED_PSYCHOLOGICAL),
        tuple(words for level, words in down.items() if level in apart),
        tuple(across[level] for level in across if level not in GRADED_PSYCHOLOGICAL and found.psychological(level)),
        {(down[body], across[mind]): found.count(body, mind) for body in down for mind in across},
        {words: found.physical(level) for level, words in down.items()},
        found.incidents,
    )  # fmt: skip


def _down(level: HarmLevel) -> str:
    short = {
        HarmLevel.NO_HARM: "No physical harm",
        HarmLevel.FATAL: FATAL_IN_SHORT,
        HarmLevel.NOT_RECORDED: "Physical harm not yet recorded",
        HarmLevel.NOT_APPLICABLE: "Physical harm not applicable",
    }
    return short.get(level, level.value)


def psychological_sentence(found: BesidePhysical) -> str:
    """The levels by count of those graded, and how many had moderate or severe psychological harm with little physical harm."""
    none = found.psychological(PsychologicalHarm.NO_HARM)
    low, moderate, severe = (found.psychological(level) for level in GRADED_PSYCHOLOGICAL[1:])
    start = (
        f"Of the {count_of(found.graded, 'incident')} graded for psychological harm, {none:,} "
        f"({in_per_cent(100 * none / found.graded)}) {were(none)} none, {low:,} low, {moderate:,} moderate and {severe:,} severe"
    )
    harmed = moderate + severe
    if not harmed:
        return f"{start}."
    hidden = found.moderate_and_severe(*NO_OR_LOW_PHYSICAL)
    which = (
        f"{hidden:,} of the {harmed:,}" if hidden < harmed else "the 1" if harmed == 1 else f"all {harmed:,}"
    )
    return (
        f"{start}; {which} that {were(harmed)} moderate or severe had no or low physical harm"
        f"{', so no count of moderate and above holds them' if hidden else ''}."
    )


def _not_recorded(found: BesidePhysical) -> str:
    """'Not recorded for all 1,299 counted from NRLS, 101 of the 2,992 counted from LFPSE. It is a field of LFPSE ...'"""
    parts = [
        f"{'all ' if without == of else ''}{without:,}{'' if without == of else f' of the {of:,}'} counted from "
        f"{SourceSystem(source).label}"
        for source, (without, of) in found.not_recorded.items()
    ]
    return f"Not recorded for {listed(parts, 8)}. {A_FIELD_OF_LFPSE}" if parts else ""
