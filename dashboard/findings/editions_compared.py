"""What changed between two editions, in words first: the page, the picture, the table and the command line say the same."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.charts.frame import Picture, Standing, Table
from dashboard.charts.ledger import RestatedMonth, months_of_two_editions
from dashboard.domain.incident_filter import LISTS, Basis, IncidentFilter
from dashboard.domain.periods import day_in_words, last_day, month_in_words, month_of
from dashboard.domain.rows import DatedRow, LeftOutOfMonths, MonthCount, Restatement
from dashboard.domain.store import OlderEdition
from dashboard.domain.words import FATAL_IN_FULL, MODERATE_AND_ABOVE, HarmLevel
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.restated_month import (
    ADDED,
    CAME_IN,
    NO_LONGER,
    WENT_OUT,
    Reasons,
    grades_in_words,
    reasons_in_words,
    restated_sentence,
    together,
)
from dashboard.findings.words import count_of, listed, were
from dashboard.measures.editions_compared import (
    Comparison,
    MonthCompared,
    Regrades,
    compare,
    differing_blocks,
)

MONTHS_SAID = 6
"""Months that are told one by one, the newest first; the table holds all."""

FIRST_COVERED = "first covered by this extract"
MOVED = {"date of incident moved here", "date of incident moved away"}
LEVELS = {
    HarmLevel.FATAL.value: FATAL_IN_FULL,
    HarmLevel.NOT_RECORDED.value: "harm not recorded",
    HarmLevel.NOT_APPLICABLE.value: "harm not applicable",
}
HOW = (
    "Both editions are asked the same question. An incident has the same number from edition to edition, and is looked for by it: "
    "in one edition alone it was added or is no longer counted; in both, its month, its harm level and whether it is asked for "
    "are compared. A re-graded incident counts once, in the month where it stands now.",
    "Then, plus added, plus came in, less gone, less went out, is now. Came in and went out: its date, or with a filter its place, "
    "medicine or another field, was changed.",
    "Medicines, places, stages and error types are not compared: a change of them is seen under a filter that names them, as came in or "
    "went out.",
    "Where only a period of whole months is asked for, by date of incident, the reasons are those of the ledger of imports; a "
    "filter narrows incidents and not the ledger, so under one the incidents alone are told.",
)


@dataclass(frozen=True)
class Compared:
    """Two editions, the earlier one first, with what changed. `reasons` are signed incidents that add up to each month's difference."""

    then: Asking
    now: Asking
    found: Comparison
    reasons: Mapping[date | None, Reasons]
    covered: frozenset[date]
    """The months that the earlier edition covers, for the sites that are asked for."""

    undone: bool

    @property
    def title(self) -> str:
        return f"What changed between edition {self.then.edition.edition_id} and edition {self.now.edition.edition_id}"

    @property
    def standing(self) -> Standing:
        editions = f"Compared: {self.then.edition.in_short()} and {self.now.edition.in_short()}."
        return replace(self.now.standing, edition=editions)

    @property
    def counted_before(self) -> tuple[MonthCompared, ...]:
        """The months that changed and were counted before, in order."""
        return tuple(each for each in self.found.changed if not self.is_new(each))

    def is_new(self, each: MonthCompared) -> bool:
        """The earlier edition did not cover the month: it is counted for the first time."""
        return each.month is not None and each.month not in self.covered and not each.then

    @property
    def newest_month(self) -> date | None:
        return max((each.month for each in self.found.months if each.month), default=None)


def compare_editions(one: Asking, other: Asking, *, filling_months: bool = False) -> Compared | str:
    """The difference of two editions that are asked the same, or a sentence that says why there is none to be had.

    filling_months: on to the months after the period that are still filling up, as pictures of months go.
    """
    then, now = sorted((one, other), key=lambda asking: asking.edition.edition_id)
    if filling_months:
        now = now.with_filling_months()
        then = then.of(now.asked)
    for each in (then, now):
        try:
            each.rows("restatements", EVERYTHING)
        except OlderEdition:
            return (
                f"Edition {each.edition.edition_id} was published by an earlier version of this program, which numbered its incidents "
                "anew each time: they cannot be looked for in another edition. Compare two later editions."
            )
    acts = _acts_between(then, now)
    if acts is None:
        return (
            f"Edition {then.edition.edition_id} and edition {now.edition.edition_id} are not of one register: the later one's ledger "
            "does not hold what the earlier one's does. Compare two editions of one register."
        )
    try:
        blocks = differing_blocks(then.rows("incident_fingerprints"), now.rows("incident_fingerprints"))
        found = compare(
            _by_month(then),
            _by_month(now),
            then.numbered(blocks) if blocks else [],
            now.numbered(blocks) if blocks else [],
        )
        covered = frozenset(row.month for row in then.calendar)
    except OlderEdition as older:
        return str(older)
    reasons = _reasons(found, acts, then.asked, covered)
    return Compared(then, now, found, reasons, covered, any(row.act == "undo" for row in acts))


def sentences(compared: Compared) -> list[str]:
    """The whole difference in words: the incidents, the months that were counted before, and what the editions stand on."""
    return [_headline(compared), *_month_sentences(compared), *_stands_otherwise(compared)]


def table(compared: Compared) -> Table:
    """One row a month of either edition, the newest first after those without a full date."""
    then, now = compared.then.edition.edition_id, compared.now.edition.edition_id
    return Table(
        (
            "Month", f"In edition {then}", "Added", "Came in", "Gone", "Went out", f"In edition {now}", "Graded up", "Graded down",
            "Grade given or lost", "Why",
        ),
        tuple(
            (
                _month_in_table(each.month), each.then, each.added, each.came_in + each.moved_here, each.gone,
                each.went_out + each.moved_away, each.now, each.higher, each.lower, each.grade_given_or_lost,
                reasons_in_words(compared.reasons[each.month]),
            )
            for each in reversed(compared.found.months)
        ),
    )  # fmt: skip


def picture(compared: Compared) -> Picture | None:
    """The months that were counted before, with what each gained and lost; None where no such month gained or lost any."""
    shown = [each for each in compared.counted_before if each.month and (each.gained or each.lost)]
    if not shown:
        return None
    drawn = [
        RestatedMonth(
            "", each.month, each.then, each.now, each.gained, each.lost, _month_sentence(compared, each)
        )
        for each in shown
    ]
    most = max(shown, key=lambda each: (each.gained + each.lost, each.month or date.min))
    months = count_of(len(shown), "month")
    return months_of_two_editions(
        drawn,
        table(compared),
        compared.standing,
        title=compared.title,
        sentence=f"{months} that edition {compared.then.edition.edition_id} counted gained or lost incidents. The most: {_counts_sentence(compared, most)}",
        caption=f"Bars up for incidents that a month gained, down for those that it lost, over {months}. Months that the earlier "
        "edition did not cover are not drawn.",
        how=HOW,
    )


def _headline(compared: Compared) -> str:
    found, then, now = compared.found, compared.then.edition, compared.now.edition
    about = compared.now.about()
    if then.edition_id == now.edition_id:
        return f"This is {now.in_short()} on both sides: there is no difference."
    start = f"Between {then.in_short()} and {now.in_short()}"
    if not found.changed:
        return (
            f"{start} nothing changed{about}: the same {count_of(found.now, 'incident')}, in the same months and at the same levels "
            "of harm."
        )
    count = (
        f"the count{about} went from {found.then:,} to {found.now:,} incidents"
        if found.then != found.now
        else f"{count_of(found.now, 'incident')}{about} {'is' if found.now == 1 else 'are'} counted in both"
    )
    parts = [count, _added(compared), _gone(compared), *_changed(compared), _regraded(found.regrades)]
    said = f"{start}: {'; '.join(part for part in parts if part)}."
    return f"{said} {_BY_NUMBER_AFTER_UNDO}" if compared.undone else said


_BY_NUMBER_AFTER_UNDO = (
    "An import was undone between the two: after that a number can be given to another incident, so one that went and one that "
    "came may be told here as one that changed."
)


def _added(compared: Compared) -> str:
    added = compared.found.total("added")
    if not added:
        return ""
    words = f"{count_of(added, 'incident')} {were(added)} added"
    new = [each for each in compared.found.months if each.added and compared.is_new(each)]
    earlier = f"edition {compared.then.edition.edition_id} did not cover"
    if len(new) == 1:
        month = month_in_words(new[0].month or date.min)
        which = f"{new[0].added:,} of them " if new[0].added < added else ""
        return f"{words}, {which}of {month}, which {earlier}"
    if new:
        of_new = sum(each.added for each in new)
        which = f"all {added:,}" if of_new == added else f"{of_new:,} of them"
        first, last = month_in_words(new[0].month or date.min), month_in_words(new[-1].month or date.min)
        return f"{words}, {which} in {len(new)} months that {earlier} ({first} to {last})"
    most = max(compared.found.months, key=lambda each: each.added)
    if added > 1 and most.month and most.added > added / 2:
        return f"{words}, {most.added:,} of them of {month_in_words(most.month)}"
    return words


def _gone(compared: Compared) -> str:
    gone = compared.found.total("gone")
    if not gone:
        return ""
    why: Counter[str] = Counter()
    for reasons in compared.reasons.values():
        for reason, incidents in reasons:
            if incidents < 0 and reason not in MOVED | {WENT_OUT, NO_LONGER}:
                why[reason] += incidents
    words = f"{gone:,} {'is' if gone == 1 else 'are'} no longer counted"
    # an incident that came and went between the two is in the ledger and in neither edition
    return f"{words} ({reasons_in_words(together([*why.items()]))})" if -sum(why.values()) == gone else words


def _changed(compared: Compared) -> list[str]:
    found = compared.found
    moved, came, went = found.total("moved_here"), found.total("came_in"), found.total("went_out")
    parts = []
    if moved:
        parts.append(f"{moved:,} moved to another month")
    if came:
        parts.append(
            f"{came:,} recorded before {were(came)} changed and {'is' if came == 1 else 'are'} asked for now"
        )
    if went:
        parts.append(f"{went:,} {were(went)} changed and {'is' if went == 1 else 'are'} no longer asked for")
    return parts


def _regraded(regrades: Regrades) -> str:
    """How many by direction, and each move from or to moderate harm and above by its two grades."""
    total = sum(count for _, _, count in regrades)
    if not total:
        return ""
    directions = grades_in_words(regrades)
    harmful = [
        (before, now, count)
        for before, now, count in regrades
        if (before in MODERATE_AND_ABOVE) != (now in MODERATE_AND_ABOVE)
    ]
    words = f"{total:,} {were(total)} re-graded ({directions})"
    if not harmful:
        return f"{words}, none from or to moderate harm and above"
    pairs = [f"{count:,} from {_level(before)} to {_level(now)}" for before, now, count in harmful]
    return f"{words}, {listed(pairs)}"


def _level(harm: str) -> str:
    return LEVELS.get(harm, harm.lower())


def _month_sentences(compared: Compared) -> list[str]:
    shown = list(reversed([each for each in compared.counted_before if each.month]))
    said = [_month_sentence(compared, each) for each in shown[:MONTHS_SAID]]
    if more := len(shown) - MONTHS_SAID:
        said += [f"{count_of(more, 'earlier month')} changed too; the table holds all."] if more > 0 else []
    return said + [_month_sentence(compared, each) for each in compared.found.changed if each.month is None]


def _month_sentence(compared: Compared, each: MonthCompared) -> str:
    return restated_sentence(
        each.month, compared.newest_month, each.then, each.now, compared.reasons[each.month], each.regrades
    )


def _counts_sentence(compared: Compared, each: MonthCompared) -> str:
    return restated_sentence(
        each.month, compared.newest_month, each.then, each.now, compared.reasons[each.month], ()
    )


def _stands_otherwise(compared: Compared) -> list[str]:
    """What else differs: the extract that each stands on, how series are judged, what is recorded."""
    then, now = compared.then.facts, compared.now.facts
    said = []
    if then.newest_as_at and now.newest_as_at and then.newest_as_at != now.newest_as_at:
        said.append(
            f"Edition {then.edition_id} stands on the extract of {day_in_words(then.newest_as_at)}, edition {now.edition_id} on that "
            f"of {day_in_words(now.newest_as_at)}."
        )
    if then.rule_set != now.rule_set:
        said.append(f"Series were judged by the rules {then.rule_set}, and are by {now.rule_set}.")
    if then.complete_from_percent != now.complete_from_percent:
        said.append(
            f"A month counted {_from_share(then.complete_from_percent)}, and counts {_from_share(now.complete_from_percent)}."
        )
    return [*said, *_activity(compared), *_records(compared)]


def _from_share(percent: int | None) -> str:
    return "after a number of days" if percent is None else f"from {percent} % of its incidents on"


def _activity(compared: Compared) -> list[str]:
    """The activity that differs: rates do with it, though no incident changed."""
    was, is_now = (
        {
            (row.kind, row.staff_group, row.month): row.amount
            for row in each.rows("activity_by_kind_and_month")
        }
        for each in (compared.then, compared.now)
    )
    differing = [key for key in {*was, *is_now} if was.get(key) != is_now.get(key)]
    if not differing:
        return []
    kinds = listed(sorted({kind for kind, _, _ in differing}))
    months = count_of(len({month for _, _, month in differing}), "month")
    return [f"Activity is not the same in {months} ({kinds}), nor are the rates that rest on it."]


def _records(compared: Compared) -> list[str]:
    """Breaks and annotations that only one of the two draws."""
    was: list[DatedRow] = compared.then.rows("dated_records", EVERYTHING)
    is_now: list[DatedRow] = compared.now.rows("dated_records", EVERYTHING)
    said = []
    for rows, others, words in (
        (is_now, was, "Only the later one draws"),
        (was, is_now, "Only the earlier one draws"),
    ):
        known = {_record(row) for row in others}
        if alone := [row for row in rows if _record(row) not in known]:
            named = listed([f"the {row.kind} '{row.label}' of {day_in_words(row.dated_on)}" for row in alone])
            said.append(f"{words} {named}.")
    return said


def _record(row: DatedRow) -> tuple[object, ...]:
    return row.kind, row.dated_on, row.label, row.site, row.division, row.drug_class


def _month_in_table(month: date | None) -> str:
    return month_in_words(month) if month else "without a full date"


def _by_month(asking: Asking) -> dict[date | None, int]:
    months: list[MonthCount] = asking.rows("incidents_by_month")
    left_out: LeftOutOfMonths = asking.left_out
    without = left_out.year_only + left_out.no_date
    return {row.month: row.incidents for row in months} | ({None: without} if without else {})


def _acts_between(then: Asking, now: Asking) -> list[Restatement] | None:
    """The rows of the later ledger that the earlier one does not hold yet; None where it holds some that the later one lacks."""
    before, after = (Counter(each.rows("restatements", EVERYTHING)) for each in (then, now))
    return None if before - after else list((after - before).elements())


def _reasons(
    found: Comparison, acts: Sequence[Restatement], asked: IncidentFilter, covered: frozenset[date]
) -> dict[date | None, Reasons]:
    """Of each month: the ledger's, where it speaks of what is asked and adds up to the difference; else what the incidents tell."""
    of_acts: defaultdict[date | None, list[tuple[str, int]]] = defaultdict(list)
    if _ledger_speaks_of(asked):
        for row in acts:
            of_acts[row.month].append((row.reason, row.incidents))
    told = {each.month: together(of_acts[each.month]) for each in found.months}
    dated = [each for each in found.months if each.month]
    fits = all(sum(count for _, count in told[each.month]) == each.now - each.then for each in dated)
    whole = asked.from_ is None and asked.until is None
    return {
        each.month: told[each.month]
        if fits and (each.month or whole) and told[each.month]
        else _own(each, covered)
        for each in found.months
    }


def _ledger_speaks_of(asked: IncidentFilter) -> bool:
    """The ledger is the whole trust's, by month and date of incident."""
    whole_months = (asked.from_ is None or asked.from_ == month_of(asked.from_)) and (
        asked.until is None or asked.until == last_day(asked.until)
    )
    return (
        whole_months and asked.basis is Basis.OCCURRED and all(getattr(asked, name) is None for name in LISTS)
    )


def _own(each: MonthCompared, covered: frozenset[date]) -> Reasons:
    new = each.month is not None and each.month not in covered
    return together(
        [
            (FIRST_COVERED if new else ADDED, each.added),
            (CAME_IN, each.came_in),
            ("date of incident moved here", each.moved_here),
            (NO_LONGER, -each.gone),
            (WENT_OUT, -each.went_out),
            ("date of incident moved away", -each.moved_away),
        ]
    )
