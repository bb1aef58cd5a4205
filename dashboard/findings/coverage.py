"""The calendar of coverage in sentences: which site months are covered, zero, partly covered, missing, filling up."""

from collections import Counter

from dashboard.charts.calendar import calendar, row_label
from dashboard.charts.frame import Picture
from dashboard.domain.periods import month_in_words
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.words import count_of, listed
from dashboard.measures.coverage import CoverageCalendar, CoverState, coverage_calendar


def coverage(asking: Asking) -> CoverageCalendar:
    """Raises OlderEdition for an edition that holds no calendar."""
    return coverage_calendar(asking.rows("coverage_calendar"), asking.facts, asking.curve)


def whole_calendar(asking: Asking) -> CoverageCalendar:
    """Every source, site and month, whatever is asked. Raises OlderEdition for an edition that holds no calendar."""
    return coverage_calendar(asking.rows("coverage_calendar", EVERYTHING), asking.facts, asking.curve)


def sources_of(found: CoverageCalendar) -> list[str]:
    return sorted({cell.source for cell in found.cells})


def coverage_sentence(found: CoverageCalendar) -> str:
    """Site months by their state, from the source that counts; what is missing is named."""
    if not found.cells:
        return "No extract covers a month of what is asked."
    states = Counter(found.site_months().values())
    total = sum(states.values())
    zeros = states[CoverState.ZERO]
    covered = states[CoverState.COVERED] + zeros
    zero_words = f" ({zeros:,} of them without an incident: a zero, not a gap)" if zeros else ""
    rest = [
        f"{states[state]:,} {'is' if states[state] == 1 else 'are'} {state.value}"
        for state in (CoverState.PARTLY_COVERED, CoverState.FILLING_UP, CoverState.MISSING)
        if states[state]
    ]
    tail = f"; {'; '.join(rest)}" if rest else ""
    over = f"{count_of(len(found.sites), 'site')} over {count_of(len(found.months), 'month')}"
    return f"{over}: {covered:,} of {total:,} site months are covered{zero_words}{tail}."


def missing_sentence(found: CoverageCalendar) -> str:
    """Site months that no source covers, by name; empty when there are none."""
    missing = [key for key, state in found.site_months().items() if state is CoverState.MISSING]
    if not missing:
        return ""
    names = listed([f"{site} in {month_in_words(month)}" for site, month in missing])
    return f"Missing, and so a gap in every picture: {names}."


def second_sources_sentence(found: CoverageCalendar) -> str:
    both = found.counting_twice
    if not both:
        return ""
    names = listed([f"{site} in {month_in_words(month)}" for site, month in both], 3)
    verb = "is" if len(both) == 1 else "are"
    return f"{count_of(len(both), 'site month')} {verb} covered in full by two sources, and one of them counts: {names}."


def corrected_sentence(found: CoverageCalendar) -> str:
    corrected = sum(1 for cell in found.cells if cell.edit_reason)
    if not corrected:
        return ""
    return f"{count_of(corrected, 'month')} of a source {'was' if corrected == 1 else 'were'} corrected by hand; the table says why."


def coverage_picture(asking: Asking, found: CoverageCalendar) -> Picture:
    return calendar(
        found, asking.standing, sentence=coverage_sentence(found), caption=_caption(asking, found)
    )


def _caption(asking: Asking, found: CoverageCalendar) -> str:
    if not found.cells:
        return "No cells."
    parts = []
    for site, source in found.drawn_rows:
        cells = [cell for cell in found.cells if (cell.site, cell.source) == (site, source)]
        states = Counter(cell.state for cell in cells if cell.state is not CoverState.MISSING or cell.is_gap)
        said = ", ".join(f"{states[state]} {state.value}" for state in CoverState if states[state])
        counting = sum(1 for cell in cells if cell.counts)
        parts.append(
            f"{row_label(site, source)}: {said or 'nothing'} ({count_of(counting, 'month')} counted from it)"
        )
    first, last = found.months[0], found.months[-1]
    return (
        f"Cells from {month_in_words(first)} to {month_in_words(last)}{asking.about()}; tall where the source counts, thin where "
        f"another does. {'; '.join(parts)}."
    )
