"""Anhøj's run rules against a plain second count."""

from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from dashboard.stats import runs_analysis
from dashboard.stats.runs import crossings_limit, longest_run_limit


@settings(max_examples=100, deadline=None)
@given(st.lists(st.none() | st.integers(0, 4).map(float), max_size=40), st.sampled_from([1.0, 2.0, 2.5]))
def test_runs_are_counted_over_useful_points(values: list[float | None], centre: float) -> None:
    runs = runs_analysis(values, centre)
    useful = [value > centre for value in values if value is not None and value != centre]
    lengths = [len(list(group)) for _, group in groupby(useful)]
    assert runs.useful == len(useful)
    assert runs.longest_run == (max(lengths) if lengths else None)
    assert runs.crossings == (len(lengths) - 1 if lengths else None)
    if useful:
        assert runs.long_run == (max(lengths) > longest_run_limit(len(useful)))
        assert runs.few_crossings == (len(lengths) - 1 < crossings_limit(len(useful)))
        assert runs.signal == (runs.long_run or runs.few_crossings)


def test_limit_of_crossings_is_the_five_per_cent_point_beyond_the_published_table() -> None:
    for useful in range(101, 301):
        assert crossings_limit(useful) == int(binom.ppf(0.05, useful - 1, 0.5))


def test_nothing_useful_has_no_verdict() -> None:
    for values, centre in (([], 1.0), ([None, None], None), ([3.0] * 20, 3.0)):
        runs = runs_analysis(values, centre)
        assert (runs.useful, runs.longest_run, runs.crossings, runs.signal) == (0, None, None, False)
        assert runs.observations == len(values)


def test_one_useful_point_has_a_run_of_one_and_no_signal() -> None:
    runs = runs_analysis([5.0], 1.0)
    assert (runs.longest_run, runs.crossings, runs.signal) == (1, 0, False)


def test_where_missing_points_end_runs_nothing_crosses_over_them() -> None:
    """Four above, a gap, four above, then two below: closed up a run of eight, kept apart of four; one crossing in 3 + 5."""
    values = [6, 6, 6, 6, None, 6, 6, 6, 6, 4, 4]
    closed, apart = runs_analysis(values, 5), runs_analysis(values, 5, end_at_missing=True)
    assert (closed.longest_run, closed.crossings, closed.crossings_limit) == (8, 1, 2)
    assert (apart.longest_run, apart.crossings, apart.crossings_limit) == (4, 1, 2)
    assert runs_analysis([6, None, 4], 5, end_at_missing=True).crossings == 0
    assert runs_analysis([None, None], 5, end_at_missing=True).longest_run is None
