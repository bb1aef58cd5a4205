"""The difference of two editions in sentences, by month, and as a picture: for the page and the command line alike."""

from collections import Counter
from datetime import date

from dashboard.charts.frame import Picture, Table
from dashboard.charts.ledger import RestatedMonth, months_of_two_editions
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import day_in_words, month_in_words, month_of, months_between, months_later
from dashboard.domain.rows import DatedRow
from dashboard.domain.words import FATAL_IN_FULL, MODERATE_AND_ABOVE, HarmLevel
from dashboard.findings.asking import EVERYTHING
from dashboard.findings.editions_compared import Compared
from dashboard.findings.restated_month import (
    NO_LONGER,
    WENT_OUT,
    grades_in_words,
    reasons_in_words,
    restated_sentence,
    together,
)
from dashboard.findings.words import count_of, listed, were
from dashboard.measures.editions_compared import MonthCompared, Regrades

MONTHS_SAID = 6
"""Months that are told one by one, the newest first; the table holds all."""

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


def sentences(compared: Compared) -> list[str]:
    """The whole difference in words: the incidents, the months that were counted before, and what the editions stand on."""
    return [_headline(compared), *_month_sentences(compared), *_stands_otherwise(compared)]


def also_counted(compared: Compared, asked: IncidentFilter) -> str:
    """Which months are compared beyond those that are asked for; nothing where there are none."""
    until, on_to = asked.until, compared.now.asked.until
    if until is None or on_to is None or on_to <= until:
        return ""
    months = [month_in_words(month) for month in months_between(months_later(month_of(until), 1), on_to)]
    if not months:
        return ""
    one = len(months) == 1
    return (
        f"{listed(months)} {'is' if one else 'are'} compared too, though still filling up: the figures of other pages leave "
        f"{'it' if one else 'them'} out, so that their counts are smaller."
    )


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
