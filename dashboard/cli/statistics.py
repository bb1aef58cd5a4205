"""The commands of the statistics and their options: limits, funnel, interval, disproportionality. They need no store."""

import argparse
import math
from typing import Any

from dashboard.cli.comparing import CHANCE, SCALES, disproportionality, funnel, interval
from dashboard.cli.figures import FARTHEST
from dashboard.cli.process import CHARTS, limits
from dashboard.stats import Direction

MOST_DIGITS = 9
"""Of a number of a point: Python itself refuses to read a number of more than 4,300."""

_FILE = "a UTF-8 .csv file with a heading row, of at most 5,000 rows; - reads standard input"
_LIMITS = """Work out a run or control chart of a small table of figures and print CSV at full precision, one row a point
in the order of dates: date, value, centre, lower, upper, signal, rule, point_type, part. Undefined numbers are empty.

Rows are neighbours as they stand; a row with an empty value is a missing point. Without a column of dates the rows stand
in order. Rows of one date are added up (without a denominator averaged, except on a c chart); an xmr chart refuses them.
With --denominator an xmr, run, i or mr chart draws value / denominator; c, g and t take none; ip, u, up, p and pp need
one (the column 'denominator' unless another is named)."""


def add_statistics(commands: Any) -> None:
    """Add the four commands to the others."""
    json_too = argparse.ArgumentParser(add_help=False)
    json_too.add_argument("--json", action="store_true", help="print one JSON object, with a summary")

    def command(name: str, run: Any, words: str, description: str | None = None) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, parents=[json_too], help=words, description=description or words,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )  # fmt: skip
        made.add_argument("file", metavar="FILE", help=_FILE)
        made.set_defaults(run_without_store=run)
        return made

    _limits(command("limits", limits, "Print the limits and signals of a run or control chart.", _LIMITS))
    _funnel(
        command(
            "funnel", funnel, "Print how groups (wards, sites) compare with what chance alone would give."
        )
    )
    _interval(
        command(
            "interval", interval, "Print rates (exact Poisson, Byar) or proportions (Wilson) with intervals."
        )
    )
    found = command(
        "disproportionality",
        disproportionality,
        "Print PRR, ROR and IC of pairs of medicine and event: signals of reporting, not of risk.",
    )
    cells = ("both medicine and event", "the medicine only", "the event only", "neither")
    for cell, words in zip("abcd", cells, strict=True):
        found.add_argument(f"--{cell}", metavar="COLUMN", help=f"reports of {words} (default: {cell})")
    _name(found)
    _confidence(found)


def _limits(found: argparse.ArgumentParser) -> None:
    found.add_argument(
        "--chart", required=True, choices=CHARTS, help="xmr, run, i, mr, i', c, u, u', p, p', g or t"
    )
    found.add_argument("--value", metavar="COLUMN", help="the column of values or counts (default: value)")
    found.add_argument(
        "--date", metavar="COLUMN",
        help="the column of days, months (2026-03) or whole numbers (default: date, where there is one)",
    )  # fmt: skip
    found.add_argument("--denominator", metavar="COLUMN", help="the column of activity or totals")
    found.add_argument(
        "--direction", choices=[each.value for each in Direction], default=Direction.INCREASE.value,
        help="which way is improvement (default: increase)",
    )  # fmt: skip
    found.add_argument(
        "--rebase", metavar="DATE", action="append", default=[],
        help="a new part begins at this date, on any chart; a date that no row has changes nothing (repeatable)",
    )  # fmt: skip
    found.add_argument(
        "--part", metavar="N", type=_whole, action="append", default=[],
        help="a new part begins after point N, on any chart (repeatable)",
    )  # fmt: skip
    found.add_argument(
        "--exclude", metavar="N", type=_whole, action="append", default=[],
        help="leave point N (from 1, in the order of dates) out of levels and runs; repeatable",
    )  # fmt: skip
    found.add_argument(
        "--fix-after",
        metavar="N",
        type=_whole,
        help="xmr: limits rest on the first N points (12 or more) of each part",
    )
    found.add_argument(
        "--target", metavar="T", type=_finite, help="xmr: a target, in the unit that is printed"
    )
    found.add_argument(
        "--freeze", metavar="N", type=_whole, help="not xmr: levels rest on the first N points"
    )
    found.add_argument(
        "--centre", metavar="C", type=_finite, help="not xmr: a given centre, in the unit that is printed"
    )
    found.add_argument(
        "--not-below-zero",
        action="store_true",
        help="i, ip: lower limits below zero are zero if no value is negative",
    )
    found.add_argument(
        "--multiply",
        metavar="M",
        type=_above_zero,
        default=1.0,
        help="multiply everything by M (1000: a rate per 1,000)",
    )
    found.add_argument(
        "--no-screen", action="store_true", help="xmr, i, ip, up, pp, t: keep large moving ranges in"
    )


def _funnel(found: argparse.ArgumentParser) -> None:
    found.add_argument(
        "--type", choices=("rate", "proportion", "ratio"), default="rate",
        help="rate: count per denominator (default); proportion: count of denominator; ratio: count over expected count",
    )  # fmt: skip
    _name(found)
    _count_and_denominator(found)
    found.add_argument(
        "--multiply",
        metavar="M",
        type=_above_zero,
        help="the unit of value and limits (default: 1000 for a rate, else 1)",
    )
    found.add_argument("--no-adjust", action="store_true", help="do not widen limits for over-dispersion")
    found.add_argument(
        "--scale",
        choices=tuple(SCALES),
        help="rate, ratio: how distance is measured (default: square-root, log)",
    )
    found.add_argument(
        "--limits",
        choices=tuple(CHANCE),
        help="rate, ratio: the limits of chance (default: exact-test, interval)",
    )
    found.add_argument(
        "--trim", metavar="SHARE", type=_share_to_trim, default=0.1,
        help="the share at either end that over-dispersion leaves out (default: 0.1)",
    )  # fmt: skip


def _interval(found: argparse.ArgumentParser) -> None:
    found.add_argument("--method", required=True, choices=("rate", "proportion"))
    _name(found)
    _count_and_denominator(found)
    _confidence(found)
    found.add_argument(
        "--multiply",
        metavar="M",
        type=_above_zero,
        help="the unit of value and limits (default: 1000 for a rate, else 1)",
    )


def _name(found: argparse.ArgumentParser) -> None:
    found.add_argument(
        "--name", metavar="COLUMN", help="the column of names (default: name, where there is one)"
    )


def _count_and_denominator(found: argparse.ArgumentParser) -> None:
    found.add_argument("--count", metavar="COLUMN", help="the column of counts (default: count)")
    found.add_argument(
        "--denominator",
        metavar="COLUMN",
        help="the column of activity, totals or expected counts (default: denominator)",
    )


def _confidence(found: argparse.ArgumentParser) -> None:
    found.add_argument(
        "--confidence", metavar="C", type=_fraction, default=0.95, help="a fraction (default: 0.95)"
    )


def _finite(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not abs(number) <= FARTHEST:
        raise argparse.ArgumentTypeError(f"needs a number such as 12.5; it was '{text}'")
    return number


def _above_zero(text: str) -> float:
    number = _finite(text)
    if not 1 / FARTHEST <= number <= FARTHEST:
        raise argparse.ArgumentTypeError(f"needs a number above zero such as 1000; it was '{text}'")
    return number


def _fraction(text: str) -> float:
    number = _finite(text)
    if not 0 < number < 1:
        raise argparse.ArgumentTypeError(f"needs a fraction between 0 and 1 (0.95, not 95); it was '{text}'")
    return number


def _share_to_trim(text: str) -> float:
    number = _finite(text)
    if not 0 < number < 0.5:
        raise argparse.ArgumentTypeError(f"needs a share above 0 and below 0.5; it was '{text}'")
    return number


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS and int(text) > 0):
        raise argparse.ArgumentTypeError(f"needs a whole number from 1; it was '{text[:40]}'")
    return int(text)
