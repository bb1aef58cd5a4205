"""What may be said of one part of the trust (a ward, a staff group) beside the whole that others know: its count, and how many did no
harm, protected together with those of all other parts.
"""

from collections.abc import Mapping
from dataclasses import replace

from dashboard.measures.protected import Cell, Key, LinkedTables
from dashboard.stats import StatsError
from dashboard.stats.disclosure import WITHHELD, DisclosureRule

ALL, HARMLESS, REST = "all", "harmless", "rest"
HIDDEN = Cell(WITHHELD)


def parts_shown(
    counts: Mapping[str, int], harmless: Mapping[str, int], rule: DisclosureRule
) -> dict[tuple[str, str], Cell]:
    """What may be shown, by (`ALL` or `HARMLESS`, name of the part). counts: incidents of each part, which together are those of the
    whole, as each incident is of one part; harmless: how many of them did no harm, empty where that is not told.

    The figures of the whole are known, by the rule, to whoever reads other pages: nothing withheld here takes them back, so a part
    that could be worked out as what is left is not shown, nor is one of the parts beside it. Where nothing can be shown safely,
    nothing is.
    """
    tables = LinkedTables()
    told = [(ALL, counts), *([(HARMLESS, harmless)] if harmless else [])]
    for what, of in told:
        whole: Key = (what,)
        tables.count(whole, sum(of.values()))
        figure = tables.figures[whole]
        tables.figures[whole] = replace(figure, already=rule.shown(figure.count))
        parts: list[Key] = [(what, name) for name in counts]
        for key in parts:
            tables.count(key, of.get(str(key[1]), 0))
        tables.adds_up(whole, parts, (what, REST, REST))
    if harmless:
        for name in counts:
            tables.at_most((HARMLESS, name), [(ALL, name)])
        tables.at_most((HARMLESS,), [(ALL,)])
    try:
        shown = tables.protected(rule)
    except StatsError:  # what is known of the whole gives a part away, whatever is withheld beside it
        return {(what, name): HIDDEN for what, _ in told for name in counts}
    return {(what, name): shown.cell(what, name) for what, _ in told for name in counts}
