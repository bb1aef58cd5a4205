"""'You reported, we did': one page for the wards, of the whole trust or a site; no ward is compared and nobody is blamed."""

from collections.abc import Iterable

from dashboard.findings import classes, stages
from dashboard.findings.words import RECORDED_CAVEAT, count_of, listed
from dashboard.measures.months import MonthState
from dashboard.reports.making import Making, PackRefused
from dashboard.reports.pack import Slide
from dashboard.reports.slides.figures import boxed, notes_of
from dashboard.reports.slides.words import NOTHING_HAPPENED, what_happened
from dashboard.stats.disclosure import HES

FEWEST = HES.few + 1
"""Incidents: what hangs on a wall names nothing that fewer made up (the rule for hospital counts)."""

WHY_NO_WARD = (
    "The page for the wards is of the whole trust, a site or a division: of one ward or place so few incidents are recorded that "
    "colleagues could be recognised; leave the filter of ward or place out."
)
CLASSES_NAMED = 3
NO_PICTURE = (
    f"No picture: in some month fewer than {FEWEST} incidents were recorded, too few to show on a wall."
)
KEEP_REPORTING = "Please keep reporting, also what did no harm: it is where the learning comes from."


def you_reported(making: Making) -> Slide:
    """Raises PackRefused for a ward or place."""
    asking = making.asking
    if asking.asked.location:
        raise PackRefused(WHY_NO_WARD)
    dated = making.has_months and bool(making.counted.months.counted)
    total = making.counted_mix.all_incidents if dated else asking.left_out.incidents
    picture = making.rate_picture if making.has_months and _enough_each_month(making) else None
    if not total:
        title = "No medication incident is recorded in these data for these months: please keep reporting."
    elif total >= FEWEST:
        words = making.counted.period_words
        when, you = (f"{words[:1].upper()}{words[1:]}: ", "you") if dated else ("", "You")
        title = f"{when}{you} reported {count_of(total, 'medication incident')}, thank you. This is what was learnt."
    else:
        title = "You reported medication incidents, too few to show by number: thank you. This is what was learnt."
    return Slide(
        "you-reported",
        title,
        "You reported, we did",
        (picture,) if picture else (),
        boxes=(
            *boxed(
                "You reported", *_reported(making), "" if picture or not making.has_months else NO_PICTURE
            ),
            *boxed("We did", *_done(making)),
            *boxed("Please", KEEP_REPORTING, RECORDED_CAVEAT),
        ),
        notes=notes_of(picture) if picture else (),
        standing=making.counted.standing,
    )


def _enough_each_month(making: Making) -> bool:
    """Whether each month that is drawn has none or enough: a drawn point gives its count away."""
    points = (point for point in making.reporting.series.points if point.state is not MonthState.MISSING)
    return all(not 0 < (point.incidents or 0) < FEWEST for point in points)


def _reported(making: Making) -> Iterable[str]:
    """Three lines without the number of any ward."""
    pairs = [
        (error, stage)
        for error, stage, count in stages.stages_and_errors(making.counted).most(stages.SAYS_LITTLE)
        if count >= FEWEST
    ]
    if pairs:
        error, stage = pairs[0]
        yield f"Recorded together most often: {error.lower()} at {stage.lower()}."
    named = [item.name for item in making.ranking.ranked if item.incidents >= FEWEST][:CLASSES_NAMED]
    if named:
        most = listed([classes.in_sentence(name) for name in named])
        yield f"Most often involved: {most}. It is what was recorded, not the risk of a medicine."
    mix = making.counted_mix
    harmless = mix.graded - mix.moderate_and_above
    if mix.compares and harmless >= FEWEST and not 0 < mix.moderate_and_above < FEWEST:
        yield f"Of {mix.graded:,} graded for harm, {harmless:,} did no harm or low harm."


def _done(making: Making) -> tuple[str, ...]:
    happened = what_happened(making)
    if making.words.done:
        return (*making.words.done, *(text for text in happened if text != NOTHING_HAPPENED))
    return (making.actions_in_short, *happened) if happened == (NOTHING_HAPPENED,) else happened
