"""The director's one slide: the finding as its title, three pictures, twelve months of harm, and four boxes of two lines."""

from dashboard.charts.frame import Picture, Table
from dashboard.domain.periods import MONTHS, month_in_words
from dashboard.domain.words import FATAL_IN_FULL, MODERATE_AND_ABOVE, HarmLevel
from dashboard.findings import classes, harm, rare_harm, rates
from dashboard.findings.words import count_of, month_name
from dashboard.findings.years import years_picture
from dashboard.measures.harm import HarmMonth
from dashboard.measures.months import MonthState
from dashboard.measures.rules import side_in_words
from dashboard.measures.series import Series, filling_in_words, missing_in_words
from dashboard.measures.special_causes import usual_in_words
from dashboard.reports.making import Making
from dashboard.reports.pack import Box, Listing, Slide
from dashboard.reports.slides.figures import notes_of
from dashboard.reports.titles import titled

LONGEST_LINE, MOST_LINES = 72, 2
"""Letters of a line in one of the four boxes, which stand two by two under the pictures, and how many lines each has."""

YEAR = 12
LEVELS = (
    (HarmLevel.NO_HARM, "No harm"), (HarmLevel.LOW, "Low"), (HarmLevel.MODERATE, "Moderate"),
    (HarmLevel.SEVERE, "Severe"), (HarmLevel.FATAL, "Recorded as fatal"), (HarmLevel.NOT_RECORDED, "Not recorded"),
)  # fmt: skip
STATES = {
    MonthState.MISSING: "no extract",
    MonthState.TOO_FEW: "too few to show",
    MonthState.NO_CODE: "no code for it",
}
"""What stands in a narrow cell that has no figure: never nothing, which would be read as none."""

WAITS = "What waits, and what was done"
"""The heading of the slide that says it in full."""

RECORDED = "Staff recorded these incidents; they are not all that happened."


def one_slide(making: Making) -> Slide:
    title, rest = titled(_finding(making))
    pictures = _pictures(making)
    table = harm_of_a_year(making)
    notes = tuple(dict.fromkeys(note for picture in pictures for note in notes_of(picture)))
    return Slide(
        "one-slide",
        title,
        "The period on one slide",
        pictures,
        (table,) if table else (),
        (
            _box("What we know", *_known(making)),
            _box("What these data cannot tell us", *_not_told(making)),
            _box("What we are doing", *_doing(making)),
            _box("What we ask of the board", making.ask_of_board),
        ),
        (*((rest,) if rest else ()), making.seen.caveats, *notes),
    )


def _box(heading: str, *lines: str) -> Box:
    """As many texts as two lines hold, the first cut to its first clause where it is longer than both."""
    kept: list[str] = []
    left = MOST_LINES
    for text in filter(None, lines):
        said = titled(text, LONGEST_LINE * MOST_LINES)[0] if not kept else text
        needed = -(-len(said) // LONGEST_LINE)
        if needed <= left:
            kept.append(said)
            left -= needed
    return Box(heading, tuple(kept))


def _pictures(making: Making) -> tuple[Picture, ...]:
    if not making.has_months:
        return (years_picture(making.asking),)
    found = [making.rate_picture]
    kinds = rare_harm.each_of(making.mix)
    if kinds:
        found.append(rare_harm.by_month_picture(making.asking, kinds[0], making.by_month))
    if len(making.asking.months) > 1:
        found.append(classes.trends_picture(making.asking, making.trends))
    return tuple(found)


def _finding(making: Making) -> str:
    """'Reporting and moderate harm were within their usual ranges in September 2026; insulins stood out in August.'"""
    reporting, moderate = making.reporting.series, making.moderate
    newest = reporting.newest
    if not making.has_months:
        return years_picture(making.asking).sentence
    if newest is None:
        return making.seen.sentences[0].text
    month = month_in_words(newest.month)
    if newest.process is None:
        start = (
            f"{month} had {count_of(newest.incidents or 0, 'incident')}, and what is usual cannot be said yet"
        )
    else:
        start = _both(_side(reporting), _side(moderate), month)
    out = making.trends.standing_out
    if out is None:
        return f"{start}; no class of medicines stands out." if making.trends.judged else f"{start}."
    _, point = out
    said = classes.standing_out_sentence(making.asking, making.trends).partition(":")[0]
    when = "" if point.month == newest.month else f" in {month_name(point.month, newest.month)}"
    return f"{start}; {classes.in_sentence(said)}{when}."


def _both(reporting: str, moderate: str, month: str) -> str:
    if reporting == moderate == "":
        return f"Reporting and harm of moderate level and above were within their usual ranges in {month}"
    first = reporting or "within its usual range"
    second = f"; moderate harm and above was {moderate}" if moderate else ""
    return f"Reporting in {month} was {first}{second}"


def _side(series: Series) -> str:
    """'higher than usual'; empty where the newest month is usual, or has no limits to be judged by.

    Limits that allow for each month's bed days, where they say otherwise, are the ones that hold, as in the finding itself.
    """
    newest = series.newest
    if newest is None or newest.process is None or not newest.process.signal or series.second_look:
        return ""
    return side_in_words(newest.process.rule, newest.process.high)


def _known(making: Making) -> tuple[str, ...]:
    found = making.reporting
    if not making.has_months:
        return years_picture(making.asking).sentence, harm.share_sentence(making.mix)
    if not making.asking.months.counted:
        return tuple(sentence.text for sentence in making.seen.sentences[:2])
    rate = ""
    if found.overall is not None:
        digits = found.series.decimals
        rate = f": {found.overall.value:.{digits}f} per 1,000 occupied bed days"
    recorded = f"{count_of(found.incidents, 'incident')} {rates.counted_months_words(making.asking)}{rate}."
    return recorded, _harmful(making)


def _harmful(making: Making) -> str:
    """'Moderate and above: 3 in September 2026 (usual: 0 to 11).'; in the words of the page where the filter keeps some of it alone."""
    series = making.moderate
    newest = series.newest
    if newest is None or newest.incidents is None or making.mix.kept_of_moderate != MODERATE_AND_ABOVE:
        return harm.moderate_sentence(making.asking, making.mix, series)
    usual = series.usual(newest)
    beside = f" (usual: {usual_in_words(series, usual)})" if usual else ""
    return f"Moderate and above: {newest.incidents:,} in {month_in_words(newest.month)}{beside}."


def _not_told(making: Making) -> tuple[str, ...]:
    months = making.asking.with_filling_months().months
    filling = filling_in_words(months)
    lacking = f"{filling}." if filling else missing_in_words(months)
    named = classes.no_medicine_words(making.trends.ranking).partition(" and ")[0]
    if not making.has_months:
        return RECORDED, "Without full dates no month can be compared."
    left_out = making.asking.left_out
    undated = left_out.year_only + left_out.no_date
    without = (
        f"{count_of(undated, 'incident')} without a full date {'is' if undated == 1 else 'are'} in no month."
    )
    return lacking or (without if undated else RECORDED), f"{named[:1].upper()}{named[1:]}."


def _doing(making: Making) -> tuple[str, ...]:
    done = making.words.done[0] if making.words.done else making.actions_in_short
    if not making.waiting:
        return done, "Nothing is waiting to be looked at in these data."
    waiting = len(making.waiting)
    return (
        done,
        f"{count_of(waiting, 'thing')} {'waits' if waiting == 1 else 'wait'} to be looked at: see '{WAITS}'.",
    )


def harm_of_a_year(making: Making) -> Listing | None:
    """Levels down, the newest twelve months across; a month without figures says why in each cell."""
    months = making.by_month.months[-YEAR:] if making.has_months else ()
    if not months:
        return None
    columns = ("Harm", *(f"{MONTHS[row.month.month - 1]} {row.month:%y}" for row in months))
    rows = tuple((name, *(_cell(row, level) for row in months)) for level, name in LEVELS)
    apart = sum(row.count(HarmLevel.NOT_APPLICABLE) or 0 for row in months)
    left_out = (
        f"{count_of(apart, 'incident')} to which harm does not apply (no patient) "
        f"{'is' if apart == 1 else 'are'} left out."
        if apart
        else ""
    )
    note = " ".join(
        part
        for part in (
            f"Incidents in each month by physical harm{making.asking.about()}; fatal: {FATAL_IN_FULL}.",
            missing_in_words(making.asking.months),
            left_out,
        )
        if part
    )
    return Listing("Harm, the newest twelve months", Table(columns, rows), note)


def _cell(row: HarmMonth, level: HarmLevel) -> int | str:
    count = row.count(level)
    return STATES.get(row.state, row.state.value) if count is None else count
