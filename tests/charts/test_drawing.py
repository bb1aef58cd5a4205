"""Charts drawn as plain values are the charts that plotly's own objects draw: every picture of the made-up trust, drawn by both."""

import json
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace

import plotly.graph_objects as plotly_objects
import plotly.io
import pytest
from plotly.subplots import make_subplots
from plotly.tools import return_figure_from_figure_or_data

from dashboard.charts import (
    calendar,
    crossed,
    days_between,
    drawing,
    frame,
    funnel,
    harm,
    ledger,
    process,
    quality,
    ranked,
    regrading,
    reporting_lag,
    years,
)
from dashboard.charts.frame import Picture
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.edition import ask, close_editions, latest_edition
from dashboard.findings import (
    class_crossed,
    class_ranking,
    classes,
    coverage,
    doses,
    measures,
    places,
    psychological,
    rare_harm,
    rates,
    restatements,
    stages,
    weekday_hours,
)
from dashboard.findings import harm as harm_found
from dashboard.findings import quality as quality_found
from dashboard.findings import regrading as regraded
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.findings.reporting_lag import lag_picture
from dashboard.findings.years import years_picture
from tests.built_once import BuiltOnce
from tests.charts.whole_picture import lacking

CHARTS: tuple[ModuleType, ...] = (
    calendar, crossed, days_between, frame, funnel, harm, ledger, process, quality, ranked, regrading, reporting_lag, years,
)  # fmt: skip
BY_PLOTLY = SimpleNamespace(
    Figure=plotly_objects.Figure,
    Scatter=plotly_objects.Scatter,
    Bar=plotly_objects.Bar,
    Heatmap=plotly_objects.Heatmap,
    make_subplots=make_subplots,
)
FILTERS = (
    "from=2023-11&until=2026-09",
    "from=2025-01-09&until=2026-08-20&basis=reported",
    "from=2025-10&until=2026-09&harm=Severe&harm=Fatal",
    "from=2026-08&until=2026-09&division=Surgery",
)


@pytest.fixture(scope="module")
def store(built_once: BuiltOnce, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    root = built_once.copied_beside(tmp_path_factory.mktemp("drawn") / "store")
    yield root.made_up_trust()
    close_editions(root.made_up_trust())


def asking_of(store: Store, query: str) -> Asking:
    edition = latest_edition(store, SINGLE_USER)
    assert edition is not None

    def answered(name: str, asked: IncidentFilter) -> list:
        return ask(name, asked, SINGLE_USER, store=store, edition_id=edition.edition_id)

    seen = EditionSeen(edition.edition_id, edition.released_at, edition.released_by)
    return Asking(answered, seen, IncidentFilter.from_query(query))


def pictures_of(asking: Asking) -> Iterator[Picture]:
    """Every picture that the pages can show of what is asked."""
    yield rates.rate_picture(asking, rates.reporting(asking))
    if found := places.place_pictures(asking):
        yield from (each for each in found if isinstance(each, Picture))
    mix, by_month = harm_found.mix_of_period(asking), harm_found.mix_by_month(asking)
    yield harm_found.by_month_picture(asking, by_month, mix)
    yield harm_found.levels_picture(asking, mix)
    for drawn in (
        *(
            rare_harm.rare_harm_picture(asking, which, harm_found.harm_days(asking), by_month)
            for which in rare_harm.EACH
        ),
        psychological.psychological_picture(asking),
        regraded.regrading_picture(asking),
    ):
        if isinstance(drawn, Picture):
            yield drawn
    trends, ranking = classes.class_trends(asking), classes.class_ranking(asking, mix.all_incidents)
    yield classes.trends_picture(asking, trends, 12)
    yield class_ranking.ranked_picture(asking, ranking)
    yield class_ranking.pareto_picture(asking, ranking)
    if ranking.ranked:
        yield class_ranking.medicines_picture(asking, ranking.ranked[0].name)
        yield class_crossed.stages_picture(asking, class_crossed.classes_and_stages(asking), ranking)
        yield class_crossed.harm_picture(asking, class_crossed.classes_and_harm(asking), ranking, mix)
    yield stages.stages_and_errors_picture(asking, stages.stages_and_errors(asking))
    if isinstance(by_hour := weekday_hours.weekday_hours_picture(asking), Picture):
        yield by_hour
    yield doses.doses_picture(asking, doses.doses_by_month(asking))
    yield doses.time_critical_picture(asking)
    yield from (row.draw() for row in measures.all_measures(asking))
    recorded = quality_found.recorded(asking)
    yield quality_found.completeness_picture(asking, recorded)
    yield from (
        quality_found.missing_picture(asking, each) for each in quality_found.missing_of(asking, recorded)
    )
    yield quality_found.delay_picture(asking, quality_found.how_soon(asking))
    yield quality_found.drift_picture(asking, quality_found.drift(asking))
    lag = lag_picture(asking)
    if isinstance(lag, Picture):
        yield lag
    yield coverage.coverage_picture(asking, coverage.coverage(asking))
    ledger_found = restatements.ledger(asking)
    if ledger_found.newest:
        yield restatements.ledger_picture(asking, ledger_found)
    yield years_picture(asking)


def sent(figure: object) -> dict:
    """What Streamlit sends of a figure."""
    taken = return_figure_from_figure_or_data(figure, validate_figure=True)
    return json.loads(plotly.io.to_json(taken, validate=False))


@pytest.mark.parametrize("query", FILTERS)
def test_every_picture_is_what_plotly_draws(
    query: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = asking_of(store, query)
    pictures = list(pictures_of(asking))
    assert [missed for each in pictures for missed in lacking(each)] == []
    ours = [(each.key, sent(drawing.for_browser(each.figure)), each.breaks) for each in pictures]
    for module in CHARTS:
        monkeypatch.setattr(module, "go", BY_PLOTLY)
    theirs = [(each.key, sent(each.figure), each.breaks) for each in pictures_of(asking)]
    assert len(ours) > 12
    assert [key for key, *_ in ours] == [key for key, *_ in theirs]
    for one, other in zip(ours, theirs, strict=True):
        assert one == other


def test_plotly_refuses_a_property_that_is_none_of_its_own() -> None:
    """So a chart with one does not pass the test above."""
    drawn = drawing.Figure(drawing.Bar(x=[1], collour="red"))
    with pytest.raises(ValueError, match="collour"):
        _ = drawn.data


def test_what_is_laid_out_once_is_not_drawn_on() -> None:
    first = drawing.make_subplots(rows=1, cols=2, subplot_titles=["A", "B"])
    first.add_annotation(text="mine")
    first.update_annotations(font={"size": 40})
    first.update_yaxes(title={"text": "Mine"}, row=1, col=2)
    first.add_trace(drawing.Scatter(y=[1]), row=1, col=2)
    second = drawing.make_subplots(rows=1, cols=2, subplot_titles=["C", "D"])
    by_plotly = make_subplots(rows=1, cols=2, subplot_titles=["C", "D"])
    by_plotly.update_layout(template="none")
    second.update_layout(template="none")
    assert sent(drawing.for_browser(second)) == sent(by_plotly)
