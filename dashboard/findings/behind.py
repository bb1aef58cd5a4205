"""The incidents behind a mark of a picture: the filter that asks for exactly them, and the sentence that leads there."""

from dataclasses import dataclass

from dashboard.charts.marks import Mark
from dashboard.domain.incident_filter import WORDS_OF_KEYS, IncidentFilter
from dashboard.domain.periods import last_day, month_of
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.words import count_of

SEVERAL_OF_EACH = ("drug_class", "medicine", "high_risk", "stage", "error_type")
"""Fields of which one incident can have several words: those of one word may have another word, too."""

FEW = 20
"""Incidents: so many are listed at once, beneath the picture."""

HOW_TO_CHOOSE = (
    "Choose a bar, a point or a cell to see the incidents behind it; from the keyboard, a row of the table."
)


@dataclass(frozen=True)
class Behind:
    """`asked` is None where the filter cannot ask for exactly these incidents, or where there are none; the sentence says so."""

    sentence: str
    incidents: int
    asked: IncidentFilter | None = None

    @property
    def are_few(self) -> bool:
        return self.asked is not None and self.incidents <= FEW


def behind(asking: Asking, mark: Mark) -> Behind:
    """What a mark stands for. The filter is asked how many it finds, and a link is given only where these are the mark's own."""
    if mark.narrows is None:
        return Behind(f"{mark.words}: no list of incidents stands behind this.", 0)
    if mark.incidents == 0:
        return Behind(f"No incident: {mark.words}.", 0)
    asked = narrowed(asking.asked, mark)
    if isinstance(asked, str):
        return Behind(f"{_counted(mark)}: {mark.words}. {asked}", mark.incidents or 0)
    found = asking.of(asked).left_out.incidents
    if mark.incidents is not None and found != mark.incidents:
        return Behind(
            f"{_counted(mark)}: {mark.words}. The filter cannot ask for exactly these: it would find {found:,}, because it also "
            "finds incidents of which only the year is known, and joins what is asked by incident and not by medicine.",
            mark.incidents,
        )
    return Behind(f"{count_of(found, 'incident')}: {mark.words}.", found, asked if found else None)


def _counted(mark: Mark) -> str:
    return "Incidents" if mark.incidents is None else count_of(mark.incidents, "incident")


def narrowed(asked: IncidentFilter, mark: Mark) -> IncidentFilter | str:
    """The filter of the mark's incidents, or a sentence that says why there is none."""
    whole = EVERYTHING if mark.whatever_is_asked else asked
    days = _days(whole, mark)
    if mark.narrows is None or days is None:
        return "They lie outside the days that the filter asks for."
    changes: dict[str, object] = {"from_": days[0], "until": days[1]}
    for name, words in mark.narrows.items():
        kept = getattr(whole, name)
        if kept is None or set(words) <= set(kept):
            changes[name] = tuple(words)
        elif set(kept) <= set(words):
            continue
        elif name in SEVERAL_OF_EACH or not set(words) & set(kept):
            return (
                f"The filter asks for a {WORDS_OF_KEYS[name]} already, and cannot ask for another one of the same incidents: clear "
                "it to see them."
            )
        else:
            changes[name] = tuple(word for word in words if word in kept)
    return whole.narrowed(**changes)


def _days(asked: IncidentFilter, mark: Mark) -> tuple[object, object] | None:
    """The mark's days within those that are asked for. A month right after them is drawn whole where it is still filling up."""
    first, last = mark.first, mark.last
    if first is None or last is None:
        return asked.from_, asked.until
    if asked.from_ is not None:
        first = max(first, asked.from_)
    if asked.until is not None and not (
        asked.until == last_day(month_of(asked.until)) and first > asked.until
    ):
        last = min(last, asked.until)
    return (first, last) if first <= last else None
