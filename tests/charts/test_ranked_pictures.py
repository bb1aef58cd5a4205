"""Ranked pictures: names are drawn as they were written, and never taken for numbers or markup."""

from dashboard.charts.frame import LONGEST_LABEL, Standing, as_label, as_written
from dashboard.charts.ranked import MOST_BARS, Between, bars, pareto
from dashboard.measures.ranking import ranking
from dashboard.stats import Interval

STANDING = Standing("Trust", "January 2025", "by date of incident", "Edition 1.")
MARKUP = "<b>Ours</b> & <a href='x'>theirs</a>"
LONG = "2.6 Nitrates, calcium-channel blockers and other antianginal drugs"


def drawn(figure) -> dict:
    return figure.to_plotly_json()


def ranked(counts: list[tuple[str, int]]) -> dict:
    picture = bars("k", "Title", "Class", ranking(counts, 10), STANDING, sentence="", caption="", how=())
    assert [row[0] for row in picture.table.rows] == [name for name, _ in counts]
    return drawn(picture.figure)


def test_names_that_look_like_numbers_are_names() -> None:
    """Sections without a name are '2.8' and '4.7'; on an axis of numbers they would stand where 2.8 and 4.7 are."""
    figure = ranked([("4.7", 3), ("2.8", 2)])
    assert figure["layout"]["yaxis"]["type"] == "category"
    assert list(figure["data"][0]["y"]) == ["4.7", "2.8"]
    picture = pareto(
        "k", "Title", "Class", ranking([("4.7", 3), ("2.8", 1), ("No medicine named", 2)], 6), STANDING,
        sentence="", caption="", how=(),
    )  # fmt: skip
    axis = drawn(picture.figure)["layout"]["xaxis"]
    assert (axis["type"], list(axis["ticktext"])) == ("category", ["4.7", "2.8", "No medicine named"])
    assert picture.table.rows == (("4.7", 3, 75), ("2.8", 1, 100), ("No medicine named", 2, None))


def test_markup_in_a_name_is_drawn_as_written_and_a_long_one_is_cut_beside_its_bar() -> None:
    figure = ranked([(MARKUP, 3), (LONG, 2)])
    labels = [text.replace("<br>", " ") for text in figure["layout"]["yaxis"]["ticktext"]]
    texts = [*figure["data"][0]["y"], *labels]
    assert not any("<" in text or ">" in text for text in texts)
    assert labels[1] == "2.6 Nitrates, calcium-channel blockers and other antiangina…", (
        "cut later, as it has two lines"
    )
    assert all(text.count("<br>") < 2 for text in figure["layout"]["yaxis"]["ticktext"])
    assert as_written(MARKUP) == "&lt;b&gt;Ours&lt;/b&gt; &amp; &lt;a href='x'&gt;theirs&lt;/a&gt;"
    assert list(figure["data"][0]["y"])[1] == LONG
    assert (
        as_label(LONG) == "2.6 Nitrates, calcium-channel blockers and…"
        and len(as_label(LONG)) <= LONGEST_LABEL
    )
    assert as_label("Opioids") == "Opioids"


def test_a_pareto_chart_draws_the_largest_and_tabulates_all() -> None:
    counts = [(f"{number:02d}", 100 - number) for number in range(MOST_BARS + 5)]
    found = ranking([*counts, ("No medicine named", 7)], 3000)
    picture = pareto("k", "Title", "Class", found, STANDING, sentence="", caption="", how=())
    bar, line = drawn(picture.figure)["data"]
    assert len(bar["x"]) == MOST_BARS + 1 and len(line["x"]) == len(line["y"]) == MOST_BARS
    assert list(line["y"]) == found.cumulative_percent[:MOST_BARS] and line["y"][-1] < 100
    assert len(picture.table.rows) == len(counts) + 1


def test_a_rate_that_is_not_nothing_is_never_written_as_nothing() -> None:
    """1 incident in 589,857 bed days is 0.0017 per 1,000; 3 are 0.0051, which two decimals can say; none is 0.00."""
    found = ranking([("Opioids", 540), ("Insulins", 3), ("Other medicines", 1), ("Antivirals", 0)], 544)
    rates = [Interval(value, 0.0, 1.0, "exact") for value in (0.92, 0.0051, 0.0017, 0.0)]
    between = Between(rates, is_rate=True)
    assert between.texts(found.ranked) == ["540: 0.92", "3: 0.01", "1: under 0.01", "0: 0.00"]
    assert between.words(rates[2]) == "under 0.01 (0.00 to 1.00)"
    assert Between([Interval(12.0, 10.0, 14.0, "exact"), Interval(0.04, 0.0, 0.1, "exact")], is_rate=True).texts(found.ranked[:2]) == [
        "540: 12.0", "3: under 0.1",
    ]  # fmt: skip
