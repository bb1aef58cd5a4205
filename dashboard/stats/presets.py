"""Rule presets: one value for each school's rules, with every threshold named once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RulePreset:
    """One school's rules for a chart of individual values. A rule that a school does not use is None.

    limit_factor: process limits are the mean plus and minus this many mean moving ranges.
    screening_factor: moving ranges at or above this many times their mean are left out, once; None: no screening.
    shift_points: this many consecutive points strictly on one side of the mean are a shift.
    long_run: a run longer than round(log2(useful points)) + 3 is a shift instead (Anhøj).
    trend_points: this many points, each strictly above (or below) the one before, are a trend.
    near_points of near_window: so many of so many consecutive points, all on one side, close to the limit.
    near_share: "close" begins at this share of the way from the mean to the limit.
    """

    name: str
    limit_factor: float = 2.66
    screening_factor: float | None = 3.267
    shift_points: int | None = 7
    long_run: bool = False
    trend_points: int | None = 7
    near_points: int | None = 2
    near_window: int = 3
    near_share: float = 2.0 / 3.0


NHSR_PLOT_THE_DOTS = RulePreset("NHSRplotthedots")
"""The rules of the R package NHSRplotthedots 0.2.2: the house rules."""

MAKING_DATA_COUNT_EXCEL = RulePreset("Making Data Count Excel", screening_factor=None)
"""NHS England's Excel tool: the same rules, but no moving range is screened out, so that limits are wider after an
outlier (NHSRplotthedots, "Deviations from Excel defaults")."""

ANHOEJ = RulePreset(
    "Anhøj", limit_factor=3.0 / 1.128, shift_points=None, long_run=True, trend_points=None, near_points=None
)
"""qicharts2's I chart with the Anhøj run rules: three standard deviations estimated as mean moving range / 1.128
(2.6596 moving ranges, against 2.66), unusually long runs, no trend and no two-of-three rule (Anhøj and Olesen 2014,
PLoS ONE 9:e113825; Anhøj and Wentzel-Larsen 2018, BMC Med Res Methodol 18:113)."""

PRESETS = {preset.name: preset for preset in (NHSR_PLOT_THE_DOTS, MAKING_DATA_COUNT_EXCEL, ANHOEJ)}
