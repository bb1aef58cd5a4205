"""Statistics for safety incidents: intervals, process limits, special cause, runs, funnels, disproportionality.

Plain numbers in, frozen results out. Needs the standard library, numpy and scipy, and nothing else of this product:
the folder can be taken out and used alone. Definitions: docs/methods.md. Errors are ValueErrors (`StatsError`).
"""

from dashboard.stats.chance import (
    any_newest_signal,
    expected_newest_signals,
    newest_signal_chance,
    newest_signal_chances,
)
from dashboard.stats.changepoint import ChangePoint, change_of_level
from dashboard.stats.chooser import (
    FEWEST_INTERVALS,
    FEWEST_MONTHS,
    FEWEST_ON_AVERAGE,
    ChartChoice,
    SuitedChart,
    choose_chart,
)
from dashboard.stats.compare import Clause, PresetComparison, PresetDifference, compare_presets
from dashboard.stats.control_charts import ChartKind, ControlChart, ControlPart, ControlPoint, control_chart
from dashboard.stats.cross_tables import CrossTable, cells_of, withhold_until_safe
from dashboard.stats.direction import Direction, PointType
from dashboard.stats.disproportionality import (
    TwoByTwo,
    information_component,
    proportional_reporting_ratio,
    reporting_odds_ratio,
    two_by_two,
)
from dashboard.stats.effect import (
    FEWEST_BEFORE,
    FEWEST_INTERVALS_BEFORE,
    BeforeAndAfter,
    EffectVerdict,
    before_and_after,
    between_before_and_after,
    fewest_after,
)
from dashboard.stats.errors import StatsError
from dashboard.stats.funnel import (
    ChanceLimits,
    Funnel,
    FunnelPoint,
    Standing,
    proportion_funnel,
    rate_funnel,
    rate_limits_at,
    ratio_funnel,
)
from dashboard.stats.funnel_significance import (
    Significance,
    activity_at_limits,
    expected_at_limits,
    proportion_control_limits,
    significance_of_proportion,
    significance_of_rate,
    significance_of_ratio,
)
from dashboard.stats.icons import Assurance, Variation
from dashboard.stats.intervals import Interval, byar, exact_poisson, proportion_interval, rate_interval
from dashboard.stats.overdispersion import Overdispersion, Transformation
from dashboard.stats.presets import ANHOEJ, MAKING_DATA_COUNT_EXCEL, NHSR_PLOT_THE_DOTS, PRESETS, RulePreset
from dashboard.stats.reporting_lag import ExpectedCount, NoCurve, ReportingCurve, reporting_curve
from dashboard.stats.runs import RunsAnalysis, runs_analysis
from dashboard.stats.special_cause import Rule
from dashboard.stats.xmr import (
    TRIAL_POINTS,
    NoLimits,
    ProcessChart,
    ProcessGroup,
    ProcessPoint,
    process_limits,
)

__all__ = [
    "ANHOEJ",
    "FEWEST_BEFORE",
    "FEWEST_INTERVALS",
    "FEWEST_INTERVALS_BEFORE",
    "FEWEST_MONTHS",
    "FEWEST_ON_AVERAGE",
    "MAKING_DATA_COUNT_EXCEL",
    "NHSR_PLOT_THE_DOTS",
    "PRESETS",
    "TRIAL_POINTS",
    "Assurance",
    "BeforeAndAfter",
    "ChanceLimits",
    "ChangePoint",
    "ChartChoice",
    "ChartKind",
    "Clause",
    "ControlChart",
    "ControlPart",
    "ControlPoint",
    "CrossTable",
    "Direction",
    "EffectVerdict",
    "ExpectedCount",
    "Funnel",
    "FunnelPoint",
    "Interval",
    "NoCurve",
    "NoLimits",
    "Overdispersion",
    "PointType",
    "PresetComparison",
    "PresetDifference",
    "ProcessChart",
    "ProcessGroup",
    "ProcessPoint",
    "ReportingCurve",
    "Rule",
    "RulePreset",
    "RunsAnalysis",
    "Significance",
    "Standing",
    "StatsError",
    "SuitedChart",
    "Transformation",
    "TwoByTwo",
    "Variation",
    "activity_at_limits",
    "any_newest_signal",
    "before_and_after",
    "between_before_and_after",
    "byar",
    "cells_of",
    "change_of_level",
    "choose_chart",
    "compare_presets",
    "control_chart",
    "exact_poisson",
    "expected_at_limits",
    "expected_newest_signals",
    "fewest_after",
    "information_component",
    "newest_signal_chance",
    "newest_signal_chances",
    "process_limits",
    "proportion_control_limits",
    "proportion_funnel",
    "proportion_interval",
    "proportional_reporting_ratio",
    "rate_funnel",
    "rate_interval",
    "rate_limits_at",
    "ratio_funnel",
    "reporting_curve",
    "reporting_odds_ratio",
    "runs_analysis",
    "significance_of_proportion",
    "significance_of_rate",
    "significance_of_ratio",
    "two_by_two",
    "withhold_until_safe",
]
