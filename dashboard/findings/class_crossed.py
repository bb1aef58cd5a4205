"""Drug classes crossed with medication stages and with levels of harm: counts printed, coloured by share of the class."""

from collections import Counter
from collections.abc import Sequence

from dashboard.charts.crossed import HARM_APART, heat_map
from dashboard.charts.frame import Picture
from dashboard.domain.rows import ClassCount
from dashboard.domain.rows.stages import ClassHarmCount, ClassStageCount
from dashboard.domain.words import (
    FATAL_IN_FULL,
    GRADED,
    MODERATE_AND_ABOVE,
    NOT_RECORDED,
    HarmLevel,
    MedicationStage,
)
from dashboard.findings.asking import Asking
from dashboard.findings.classes import HOW_CLASSED, adds_up_words, in_sentence
from dashboard.findings.words import count_of
from dashboard.measures.crossed import Crossed, crossed
from dashboard.measures.harm import HarmMix, in_per_cent
from dashboard.measures.ranking import APART, Ranking

MOST_CLASSES = 12
SAYS_LITTLE = (MedicationStage.OTHER, MedicationStage.NOT_KNOWN)
WHY_SHARE = (
    "The colour is the share of the class's own incidents, so that a large class does not drown the rest; compare colours down a "
    "column and counts along a line. A share of few incidents says little: look at the count."
)


def _of_class(asking: Asking) -> dict[str, int]:
    rows: list[ClassCount] = asking.rows("incidents_by_drug_class")
    return {row.drug_class: row.incidents for row in rows}


def classes_and_stages(asking: Asking) -> Crossed:
    rows: list[ClassStageCount] = asking.rows("incidents_by_drug_class_and_stage")
    return crossed(
        [(row.drug_class, row.stage, row.incidents) for row in rows],
        _of_class(asking),
        asking.left_out.incidents,
        order=list(MedicationStage),
        apart_down=APART,
        apart_across=(NOT_RECORDED,),
    )


def classes_and_harm(asking: Asking) -> Crossed:
    rows: list[ClassHarmCount] = asking.rows("incidents_by_drug_class_and_harm_level")
    return crossed(
        [(row.drug_class, row.harm_level, row.incidents) for row in rows],
        _of_class(asking),
        asking.left_out.incidents,
        order=GRADED,
        apart_down=APART,
        apart_across=(HarmLevel.NOT_RECORDED, HarmLevel.NOT_APPLICABLE),
    )


def stages_picture(asking: Asking, found: Crossed, ranking: Ranking) -> Picture:
    by = asking.class_by
    return heat_map(
        "drug-classes-and-stages",
        f"At which stage incidents involving each {by.one} happened{by.source}",
        (by.label, "Medication stage"),
        found,
        asking.standing,
        sentence=stages_sentence(asking, found),
        caption=_caption(asking, found, ranking, "stages across"),
        how=(
            WHY_SHARE,
            "An incident with several stages or several classes counts once in each pair, so a line can add up to more than the "
            "incidents of its class.",
            HOW_CLASSED[by],
        ),
        by_share=True,
        most=MOST_CLASSES,
        narrows=("drug_class", "stage"),
    )


def stages_sentence(asking: Asking, found: Crossed) -> str:
    """Which stage is the largest in most of the classes drawn, and where its share is smallest and largest."""
    drawn = found.down[:MOST_CLASSES]
    by = asking.class_by
    largest = [found.largest_across(name, SAYS_LITTLE) for name in drawn]
    tops = [stage for stage in largest if stage is not None]
    if not tops:
        return f"No incident in a {by.one} has a stage recorded that says where it happened."
    (stage, _), *_ = Counter(tops).most_common()
    most = max(drawn, key=lambda name: found.percent(name, stage))
    if len(drawn) == 1:
        return f"{most}: {_of_its(found, most, stage)} happened at {stage.lower()}, more than at any other stage."
    least = min(drawn, key=lambda name: found.percent(name, stage))
    return (
        f"{stage} is the largest stage in {Counter(tops)[stage]} of the {len(drawn)} "
        f"{by.many_in_short if len(found.down) == len(drawn) else 'largest ' + by.many_in_short}; its share is from {_of_its(found, least, stage)} "
        f"involving {in_sentence(least)} to {_of_its(found, most, stage)} involving {in_sentence(most)}."
    )


def _of_its(found: Crossed, name: str, *across: str) -> str:
    count = found.count_across(*across, down=name)
    of = found.of_down[name]
    return f"{count:,} of {count_of(of, 'incident')} ({in_per_cent(100 * count / of)})"


def harm_picture(asking: Asking, found: Crossed, ranking: Ranking, mix: HarmMix) -> Picture:
    by = asking.class_by
    return heat_map(
        "drug-classes-and-harm",
        f"Harm levels of the incidents involving each {by.one}{by.source}",
        (by.label, "Harm level"),
        found,
        asking.standing,
        sentence=harm_sentence(asking, found, mix),
        caption=_caption(asking, found, ranking, "harm levels across"),
        how=(
            WHY_SHARE,
            "Harm not yet recorded and harm not applicable stand apart in grey and are part of the class's incidents. It is the harm of the "
            f"incident, which can involve other medicines too. Fatal means {FATAL_IN_FULL}.",
            "What is reported is not what happens: a class with much harm may be one of which little else is reported.",
            HOW_CLASSED[by],
        ),
        by_share=True,
        most=MOST_CLASSES,
        narrows=("drug_class", "harm"),
        called=HARM_APART,
    )


def harm_sentence(asking: Asking, found: Crossed, mix: HarmMix) -> str:
    """Moderate and above: in all incidents, and the classes drawn that have most of it, by count."""
    if not mix.kept_of_moderate:
        return "Moderate harm and above: the filter of harm level leaves them out."
    all_of_it = (
        f"{mix.moderate_and_above:,} of {count_of(mix.all_incidents, 'incident')} "
        f"({in_per_cent(100 * mix.moderate_and_above / mix.all_incidents)})"
    )
    drawn = _by_moderate(found)
    if not drawn:
        return f"Moderate harm and above: {all_of_it}, and none of those in a {asking.class_by.one}."
    some = [f"{in_sentence(name)}, {_of_its(found, name, *MODERATE_AND_ABOVE)}" for name in drawn[:2]]
    first = (
        f"the {asking.class_by.many_in_short} with the most are"
        if len(some) > 1
        else f"the only {asking.class_by.in_short} with any is"
    )
    return f"Moderate harm and above: {all_of_it}; {first} {', and '.join(some)}."


def _by_moderate(found: Crossed) -> Sequence[str]:
    """The classes drawn that have any moderate harm and above, most first."""
    counts = {name: found.count_across(*MODERATE_AND_ABOVE, down=name) for name in found.down[:MOST_CLASSES]}
    return sorted((name for name in counts if counts[name]), key=lambda name: -counts[name])


def _caption(asking: Asking, found: Crossed, ranking: Ranking, across: str) -> str:
    by = asking.class_by
    drawn = (
        f"The {MOST_CLASSES} largest of {len(found.down)} {by.many_in_short} down"
        if len(found.down) > MOST_CLASSES
        else f"Each {by.in_short} down"
    )
    all_of = "; the table holds all" if len(found.down) > MOST_CLASSES else ""
    parts = (
        f"{drawn}, {across}, and in each cell the number of incidents{asking.about()}{all_of}.",
        f"The colour is the share of the {by.in_short}'s own incidents, so that a large one does not drown the rest.",
        adds_up_words(ranking, by),
    )
    return " ".join(part for part in parts if part)
