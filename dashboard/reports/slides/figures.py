"""Slides with a picture: reporting, harm, rare harm, classes, stages and errors. Each title is the finding of its picture."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dashboard.charts.frame import Picture, Table
from dashboard.domain.words import HarmLevel
from dashboard.findings import class_ranking, classes, harm, quality, rare_harm, stages
from dashboard.findings.approval import approval_sentence
from dashboard.findings.overview import TO_LOOK_AT
from dashboard.findings.quarters import NO_ARROWS, TITLE, quarters_table
from dashboard.findings.words import count_of, listed
from dashboard.findings.years import years_picture
from dashboard.reports.making import Making
from dashboard.reports.pack import Box, Listing, Slide
from dashboard.reports.titles import LONGEST_TITLE, titled

NOT_OF_MONTHS = (0, 3)
"""Of the sentences after the first, those that no month is needed for: harm levels and the largest classes."""

STANDS_OUT = "What stands out"
MOST_CLASSES, MOST_YEARS, YEAR = 4, 3, 12
MOST_SAID = 3
"""Special causes told on a slide, the newest first; the notes hold all."""


def of_picture(
    key: str,
    picture: Picture,
    *more: Box,
    finding: str = "",
    of: str = "",
    listings: tuple[Listing, ...] = (),
) -> Slide:
    """A slide of one picture. finding: its title where that is not what the picture says of itself, which then stands in a box.
    of: what the rest of a title is about.

    What the title has no room for stands with what stands out, where anything does: a box of one short line looks lost.
    """
    title, rest = titled(finding or picture.sentence)
    out = picture.stands_out[:MOST_SAID]
    if out and not finding:
        boxes = (*boxed(STANDS_OUT, f"{of}{rest}" if rest else "", *out), *more)
    else:
        boxes = (*boxed("", rest, picture.sentence if finding else ""), *boxed(STANDS_OUT, *out), *more)
    return Slide(key, title, picture.full_title, (picture,), listings, boxes, notes_of(picture))


def boxed(heading: str, *lines: str) -> tuple[Box, ...]:
    """A box of the lines that say something; none where no line does."""
    said = tuple(line for line in lines if line)
    return (Box(heading, said),) if said else ()


def notes_of(picture: Picture) -> tuple[str, ...]:
    """How it is worked out, and every special cause where the slide has no room for all."""
    why = (picture.why,) if picture.why else ()
    return (*picture.how, *why, *picture.stands_out[MOST_SAID:])


def headline(making: Making) -> Slide:
    first, *others = making.seen.sentences
    if not making.has_months:
        others = [others[at] for at in NOT_OF_MONTHS]
    title, rest = titled(first.text if making.has_months else years_picture(making.asking).sentence)
    sentences = (each.text for each in others if not each.text.startswith(TO_LOOK_AT))
    return Slide(
        "headline",
        title,
        "What the incidents say",
        boxes=boxed("", rest, *sentences, making.not_complete, making.since),
        notes=(making.seen.caveats,),
        standing=making.asking.standing,
    )


def reporting_rate(making: Making) -> Slide:
    if not making.has_months:
        return of_picture("reporting-rate", years_picture(making.asking))
    return of_picture("reporting-rate", making.rate_picture)


def harm_by_month(making: Making) -> Slide | None:
    if not making.has_months:
        return None
    picture = harm.by_month_picture(making.asking, making.by_month, making.mix)
    finding = harm.moderate_sentence(making.asking, making.mix, making.moderate)
    return of_picture("harm-by-month", picture, finding=finding)


def harm_levels(making: Making) -> Slide | None:
    if not making.counted_mix.all_incidents:
        return None
    picture = harm.levels_picture(making.counted, making.counted_mix)
    approved = approval_sentence(making.counted, harm.moderate_words(making.counted_mix))
    near = harm.near_miss_sentence(making.counted)
    return of_picture("harm-levels", picture, *boxed("Approval and near misses", approved, near))


def moderate_and_above(making: Making) -> Slide | None:
    """What so rare a harm can bear: by month, as days between, or a sentence."""
    kinds = rare_harm.each_of(making.mix)
    if not making.has_months or not kinds:
        return None
    days = harm.harm_days(making.asking)
    found = [rare_harm.rare_harm_picture(making.asking, which, days, making.by_month) for which in kinds]
    pictures = tuple(each for each in found if isinstance(each, Picture))
    words = tuple(each for each in found if isinstance(each, str))
    finding = f"{pictures[0].title}: {pictures[0].sentence}" if pictures else words[0]
    title, rest = titled(finding)
    others = (f"{each.title}: {each.sentence}" for each in pictures[1:])
    said = (rest, *others, *(text for text in words if text != finding))
    notes = tuple(dict.fromkeys(note for picture in pictures for note in notes_of(picture)))
    heading = "Incidents of moderate harm and above"
    return Slide("moderate-and-above", title, heading, pictures, boxes=boxed("", *said), notes=notes)


def ranked_classes(making: Making) -> Slide | None:
    if not making.counted_mix.all_incidents:
        return None
    picture = class_ranking.ranked_picture(making.counted, making.ranking)
    finding, more = _largest(making)
    if not finding:
        return of_picture("classes", picture)
    return of_picture("classes", replace(picture, sentence=finding), *boxed("", more))


def _largest(making: Making) -> tuple[str, str]:
    """As many of the largest classes as a title has room for, and among how many; ("", "") where there is no room for two."""
    found, by = making.ranking, making.counted.class_by
    named = [f"{classes.in_sentence(item.name)} ({item.incidents:,})" for item in found.ranked]
    among = f"Among {count_of(found.total, 'incident')}{making.counted.about()}: {classes.no_medicine_words(found)}."
    for many in range(min(MOST_CLASSES, len(named)), 1, -1):
        said = f"The largest {by.many_in_short} are {listed(named[:many])}."
        if len(said) <= LONGEST_TITLE:
            return said, among
    return "", ""


def class_trends(making: Making) -> Slide | None:
    if not making.has_months or len(making.asking.months) < 2:
        return None
    out = making.trends.standing_out
    of = f"{out[0].name}: " if out else ""
    return of_picture("class-trends", classes.trends_picture(making.asking, making.trends), of=of)


def stages_and_errors(making: Making) -> Slide | None:
    if not making.counted_mix.all_incidents:
        return None
    found = stages.stages_and_errors(making.counted)
    return of_picture("stages", stages.stages_and_errors_picture(making.counted, found))


def by_year(making: Making) -> Slide | None:
    if not making.has_months:
        return None  # the first picture is the same
    whole = making.asking.of(making.asking.asked.narrowed(from_=None))
    picture = years_picture(whole)
    months = Counter(f"{month:%Y}" for month in whole.months.states)
    part = [f"{year} holds {count_of(many, 'month')}" for year, many in sorted(months.items()) if many < YEAR]
    full = [f"{row[-1]:,} in {row[0]}" for row in picture.table.rows if months[str(row[0])] == YEAR]
    finding = f"Incidents recorded in each whole year: {listed(full[-MOST_YEARS:])}." if full else ""
    more = f"{listed(part)}; whole years alone can be compared." if part else ""
    if finding:
        more, picture = f"{picture.sentence} {more}".strip(), replace(picture, sentence=finding)
    return of_picture("years", picture, *boxed("", more))


def three_months(making: Making) -> Slide | None:
    table = quarters_table(making.asking, making.by_month) if making.has_months else None
    if table is None:
        return None
    newest, before, year_ago = table.rows
    title, rest = titled(
        f"{_incidents_of(newest)} incidents in {newest[1]}, {_incidents_of(before)} in the three months before, "
        f"{_incidents_of(year_ago)} in the same three a year ago."
    )
    listings = (Listing(TITLE, table, NO_ARROWS),)
    return Slide(
        "three-months", title, TITLE, listings=listings, boxes=boxed("", rest, making.rate_picture.sentence)
    )


def _incidents_of(row: Sequence[object]) -> str:
    """The incidents of a row of three months; that they are not known is said, and is no zero."""
    return f"{row[2]:,}" if isinstance(row[2], int) else "not known"


def recorded_fields(making: Making) -> Slide | None:
    """How much of what a listing can say stands in it: what no figure of this pack can be better than."""
    if not making.has_months:
        return None
    found = quality.recorded(making.asking)
    return of_picture("completeness", quality.completeness_picture(making.asking, found))


def listed_harm(making: Making) -> Slide:
    """Moderate harm and above of the period, one by one."""
    asking = making.of_period
    mix = harm.mix_of_period(asking)
    rows = harm.harmful(asking)
    heading = "Incidents of moderate harm and above, one by one"
    sentence = harm.list_sentence(mix, len(rows))
    counted = f"{asking.period_words[:1].upper()}{asking.period_words[1:]}"
    found = harm.share_sentence(mix) if mix.all_incidents else "no incident is in these data."
    title, rest = titled(f"{counted}: {found}")
    table = Table(
        ("Reference", "Date", "Harm", "Site", "Ward or place", "Medicines", "Stage", "Error type", "Approval"),
        tuple(
            (
                row.reference, row.dated_on, HarmLevel(row.harm_level).heading, row.site, row.location, row.medicines,
                row.stages, row.error_types, row.status,
            )
            for row in rows
        ),
    )  # fmt: skip
    listings = (Listing(heading, table, sentence, lists_incidents=True),) if rows else ()
    boxes = boxed("", rest, making.not_complete, "" if rows or not mix.all_incidents else sentence)
    return Slide("moderate-list", title, heading, listings=listings, boxes=boxes)
