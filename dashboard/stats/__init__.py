"""Statistics for safety incidents: intervals, process limits, special cause, runs, funnels, disproportionality.

Plain numbers in, frozen results out. Needs the standard library, numpy and scipy, and nothing else of this product:
the folder can be taken out and used alone. Definitions: docs/methods.md. Errors are ValueErrors (`StatsError`).
"""

from dashboard.stats.direction import Direction, PointType
from dashboard.stats.errors import StatsError
from dashboard.stats.icons import Assurance, Variation
from dashboard.stats.intervals import Interval, proportion_interval, rate_interval
from dashboard.stats.presets import ANHOEJ, MAKING_DATA_COUNT_EXCEL, NHSR_PLOT_THE_DOTS, PRESETS, RulePreset
from dashboard.stats.runs import RunsAnalysis, runs_analysis
from dashboard.stats.special_cause import Rule
from dashboard.stats.xmr import TRIAL_POINTS, ProcessChart, ProcessGroup, ProcessPoint, process_limits

__all__ = [
    "ANHOEJ",
    "MAKING_DATA_COUNT_EXCEL",
    "NHSR_PLOT_THE_DOTS",
    "PRESETS",
    "TRIAL_POINTS",
    "Assurance",
    "Direction",
    "Interval",
    "PointType",
    "ProcessChart",
    "ProcessGroup",
    "ProcessPoint",
    "Rule",
    "RulePreset",
    "RunsAnalysis",
    "StatsError",
    "Variation",
    "process_limits",
    "proportion_interval",
    "rate_interval",
    "runs_analysis",
]
