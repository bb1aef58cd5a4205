"""`compare`: what changed between two editions, in the words of the page."""

import argparse
from dataclasses import asdict
from typing import Any
from urllib.parse import parse_qsl

from dashboard import work
from dashboard.cli.edition_asked import asking_of, of_number
from dashboard.cli.person import PERSON
from dashboard.cli.telling import Refusal, tell, write
from dashboard.domain.export import Export
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.store import Store
from dashboard.edition import compared_with, editions_of
from dashboard.findings.editions_compared import Compared, compare_editions
from dashboard.findings.editions_in_words import sentences, table
from dashboard.reports.export import csv_text


def add_to(command: Any) -> None:
    found = command("compare", compare, "Say what changed between two editions, and by month with --csv.")
    found.add_argument("--edition", type=int, metavar="N", help="the newest when left out")
    found.add_argument(
        "--with",
        dest="other",
        type=int,
        metavar="N",
        help="the edition that was released before when left out",
    )
    found.add_argument(
        "--filter", default="", metavar="QUERYSTRING", help="as in a page's URL: from=2025-10&harm=Low"
    )
    found.add_argument("--csv", action="store_true", help="print the table by month and not the sentences")


def compare(options: argparse.Namespace, store: Store) -> None:
    asked = IncidentFilter.from_pairs(parse_qsl(options.filter.lstrip("?"), keep_blank_values=True))
    editions = editions_of(store, PERSON)
    if not editions:
        raise Refusal(f"There is no edition in {store.root} yet: import an extract first.")
    one = editions[0] if options.edition is None else of_number(store, options.edition, editions)
    others = [each for each in editions if each is not one]
    if options.other is None and not others:
        raise Refusal("There is one edition alone, so there is nothing to compare it with.")
    other = (
        compared_with(one.edition_id, others)
        if options.other is None
        else of_number(store, options.other, editions)
    )
    found = compare_editions(asking_of(store, one, asked, editions), asking_of(store, other, asked, editions))
    if isinstance(found, str):
        raise Refusal(found)
    if options.csv:
        by_month = table(found)
        export = Export("table editions-compared", "csv", len(by_month.rows), one.edition_id, asked.query())
        work.note_export(store, PERSON, export, work.now_utc())
        write(
            csv_text(
                by_month.columns,
                [*by_month.rows, (), (found.standing.line(),), (found.standing.foot_of_download(),)],
            )
        )
        return
    said = [found.standing.line(), *sentences(found)]
    tell(options, _told(found, said[1:]), lambda: "\n".join(said))


def _told(found: Compared, said: list[str]) -> dict[str, object]:
    return {
        "edition": found.then.edition.edition_id,
        "with": found.now.edition.edition_id,
        "filter": found.now.asked.query(),
        "sentences": said,
        "regrades": found.found.regrades,
        "months": [asdict(each) | {"reasons": found.reasons[each.month]} for each in found.found.months],
    }
