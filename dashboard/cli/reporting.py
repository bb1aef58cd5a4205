"""`report`: a pack of a template as files, for a person or a scheduler. Only its options stand here: what makes packs is loaded when
one is made, and every other command starts without it (0.25 s).
"""

import argparse
from pathlib import Path
from typing import Any

from dashboard.domain.pack_period import HOW_WRITTEN
from dashboard.domain.reader import Profile
from dashboard.domain.store import Store

TEMPLATES = ("monthly", "quarterly", "annual", "wards", "cdao")
USUAL_FORMATS = "pptx,xlsx,pdf"
ENDINGS = ("pptx", "xlsx", "pdf", "svg", "png")


def add_to(command: Any) -> None:
    found = command("report", _report, "Make a pack of a template and write it as files.")
    found.add_argument(
        "--template",
        required=True,
        metavar="NAME",
        help=f"{', '.join(TEMPLATES)}",
    )
    found.add_argument(
        "--period", metavar="PERIOD", help=f"{HOW_WRITTEN}; the newest complete one when left out"
    )
    found.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder of the files")
    found.add_argument(
        "--format",
        default=USUAL_FORMATS,
        metavar="LIST",
        help=f"of {', '.join(ENDINGS)}, parted by commas ({USUAL_FORMATS} when left out)",
    )
    found.add_argument("--edition", type=int, metavar="N", help="the newest released one when left out")
    found.add_argument(
        "--profile",
        default=Profile.INTERNAL.value,
        metavar="PROFILE",
        help="how small numbers are treated: internal (exact), shared or published",
    )
    found.add_argument(
        "--filter", default="", metavar="QUERYSTRING", help="as in a page's URL, without days: site=Northgate"
    )
    found.add_argument("--ask", default="", metavar="TEXT", help="what the board is asked")
    found.add_argument(
        "--done",
        action="append",
        default=[],
        metavar="TEXT",
        help="what was done; may be given several times",
    )
    found.add_argument(
        "--draft", action="store_true", help="of an edition that is not released yet; each page says so"
    )
    found.add_argument("--overwrite", action="store_true", help="write over files of the same names")


def _report(options: argparse.Namespace, store: Store) -> None:
    from dashboard.cli.packing import report

    report(options, store)
