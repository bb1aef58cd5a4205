"""`funnel`, `interval` and `disproportionality`: one row a group, a figure or a pair, from a small table of figures."""

import argparse
import json
import math
from collections.abc import Sequence
from typing import Any

from dashboard.cli.figures import Figures, read_figures, refusing
from dashboard.cli.telling import Refusal, write
from dashboard.reports.export import csv_text
from dashboard.stats import (
    ChanceLimits,
    Funnel,
    FunnelPoint,
    Interval,
    Transformation,
    TwoByTwo,
    information_component,
    proportion_funnel,
    proportion_interval,
    proportional_reporting_ratio,
    rate_funnel,
    rate_interval,
    ratio_funnel,
    reporting_odds_ratio,
)

NAME, COUNT, DENOMINATOR = "name", "count", "denominator"
PER_THOUSAND = 1000.0
FUNNEL_COLUMNS = (
    "name", "count", "denominator", "expected", "value", "lower_95", "upper_95", "lower_998", "upper_998",
    "adjusted_lower_95", "adjusted_upper_95", "adjusted_lower_998", "adjusted_upper_998", "distance", "standing",
)  # fmt: skip
INTERVAL_COLUMNS = ("name", "count", "denominator", "value", "lower", "upper", "method")
PAIR_COLUMNS = (
    "name", "a", "b", "c", "d", "expected", "prr", "prr_lower", "prr_upper", "ror", "ror_lower", "ror_upper",
    "ic", "ic_lower", "ic_upper",
)  # fmt: skip
SCALES = {"log": Transformation.LOG, "square-root": Transformation.SQUARE_ROOT}
CHANCE = {"exact-test": ChanceLimits.EXACT_TEST, "interval": ChanceLimits.INTERVAL}


def funnel(options: argparse.Namespace) -> None:
    """Print one row a group, in the order in which groups first come; rows of one name are added up."""
    proportion = options.type == "proportion"
    if proportion and (options.scale or options.limits):
        raise Refusal(
            "--scale and --limits are for rates and ratios: a proportion is drawn on the arcsine scale."
        )
    figures = read_figures(options.file)
    counts = figures.known_figures(options.count or COUNT, "--count")
    sizes = figures.known_figures(options.denominator or DENOMINATOR, "--denominator")
    names = _names(options, figures)
    if names is not None and not all(names):
        row = figures.numbers[names.index("")]
        raise Refusal(
            f"{figures.file_name}, row {row}: the group has no name, and rows of one name are added up: name it."
        )
    more: dict[str, Any] = {"adjust": not options.no_adjust, "trim": options.trim}
    if options.multiply is not None:
        more["multiplier"] = options.multiply
    if options.scale:
        more["scale"] = SCALES[options.scale]
    if options.limits:
        more["chance"] = CHANCE[options.limits]
    draw = {"rate": rate_funnel, "proportion": proportion_funnel, "ratio": ratio_funnel}[options.type]
    with refusing(figures.file_name):
        drawn: Funnel = draw(counts, sizes, names, **more)
    summary = {
        "target": drawn.target,
        "adjusted": drawn.adjusted,
        "phi": drawn.overdispersion.phi,
        "tau_squared": drawn.overdispersion.tau_squared,
        "groups": drawn.overdispersion.groups,
    }
    _print(options, FUNNEL_COLUMNS, [_group(point) for point in drawn.points], "groups", summary)


def interval(options: argparse.Namespace) -> None:
    """Print one row a row of the file, in its order; where a count or denominator is missing, no value and no limits."""
    proportion = options.method == "proportion"
    figures = read_figures(options.file)
    counts = figures.figures(options.count or COUNT, "--count")
    sizes = figures.figures(options.denominator or DENOMINATOR, "--denominator")
    scale = options.multiply or (1.0 if proportion else PER_THOUSAND)

    def of(count: float | None, size: float | None) -> Interval:
        if proportion:
            return proportion_interval(count, size, options.confidence)
        return rate_interval(count, size, scale, options.confidence)

    unit = scale if proportion else 1.0
    rows: list[list[object]] = []
    for at, (name, count, size) in enumerate(zip(_labels(options, figures), counts, sizes, strict=True)):
        with refusing(f"{figures.file_name}, row {figures.numbers[at]}"):
            found = of(count, size)
        levels = [level * unit for level in (found.value, found.lower, found.upper)]
        rows.append([name, count, size, *levels, None if math.isnan(found.value) else found.method])
    summary = {"method": options.method, "confidence": options.confidence, "multiply": scale}
    _print(options, INTERVAL_COLUMNS, rows, "intervals", summary)


def disproportionality(options: argparse.Namespace) -> None:
    """Print one row a pair of medicine and event: the reports expected, PRR, ROR and IC with their limits."""
    figures = read_figures(options.file)
    cells = [
        figures.known_figures(getattr(options, cell) or cell, f"--{cell}") for cell in ("a", "b", "c", "d")
    ]
    rows: list[list[object]] = []
    for at, name in enumerate(_labels(options, figures)):
        four = [column[at] for column in cells]
        with refusing(f"{figures.file_name}, row {figures.numbers[at]}"):
            rows.append([name, *four, *_measures(TwoByTwo(*four), options.confidence)])
    _print(options, PAIR_COLUMNS, rows, "pairs", {"confidence": options.confidence})


def _measures(table: TwoByTwo, confidence: float) -> list[float]:
    measures = (proportional_reporting_ratio, reporting_odds_ratio, information_component)
    found = [measure(table, confidence) for measure in measures]
    return [table.expected, *(level for each in found for level in (each.value, each.lower, each.upper))]


def _names(options: argparse.Namespace, figures: Figures) -> list[str] | None:
    """The column of names, or None where there is none and none was asked for."""
    if options.name is None and not figures.has(NAME):
        return None
    return figures.texts(options.name or NAME, "--name")


def _labels(options: argparse.Namespace, figures: Figures) -> Sequence[str | None]:
    return _names(options, figures) or [None] * len(figures.rows)


def _group(point: FunnelPoint) -> list[object]:
    pairs = (point.limits_95, point.limits_998, point.adjusted_95, point.adjusted_998)
    return [
        point.name, point.count, point.size, point.expected, point.value,
        *(level for pair in pairs for level in pair or (None, None)),
        point.distance, None if point.standing is None else point.standing.name.lower(),
    ]  # fmt: skip


def _print(
    options: argparse.Namespace,
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    named: str,
    summary: dict[str, object],
) -> None:
    """CSV, in which an infinite ratio is `inf` and an undefined number empty; JSON has null for both."""
    if options.json:
        told = [{name: _finite(cell) for name, cell in zip(columns, row, strict=True)} for row in rows]
        kept = {name: _finite(value) for name, value in summary.items()}
        write(json.dumps({"columns": columns, named: told, "summary": kept}, allow_nan=False))
    else:
        write(csv_text(columns, [[_defined(cell) for cell in row] for row in rows]))


def _defined(cell: object) -> object:
    return None if isinstance(cell, float) and math.isnan(cell) else cell


def _finite(cell: object) -> object:
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell
