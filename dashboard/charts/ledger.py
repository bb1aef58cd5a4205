"""What one act changed in the months that were counted before: bars up for gained, down for lost incidents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.charts import drawing as go
from dashboard.charts.frame import Picture, Standing, Table, framed, month_axis
from dashboard.charts.palette import BLUE, CENTRE, COMMON_CAUSE, MUTED
from dashboard.domain.periods import month_in_words, months_between

FEW = 5
"""Up to so many incidents the axis names each; it never names half of one."""

NO_BARS = 0.08
"""Of the longest bar: the ground that is left on a side of the line without any."""


@dataclass(frozen=True)
class RestatedMonth:
    """One month and act; `gained` and `lost` are incidents, both from zero up."""

    act: str
    month: date | None
    before: int
    after: int
    gained: int
    lost: int
    text: str


def restated_months(
    shown: Sequence[RestatedMonth],
    everything: Sequence[RestatedMonth],
    standing: Standing,
    *,
    sentence: str,
    caption: str,
) -> Picture:
    """`shown` are drawn (one act's months), `everything` is the table: the whole ledger."""
    return Picture(
        "restatements",
        "What changed in months that were counted before",
        sentence,
        caption,
        drawn_months(shown),
        ledger_table(everything),
        standing,
        (
            "Every import, undo, withdrawal and placement says for each month which incidents came, went or moved, and why; the "
            "signed incidents add up to the difference. The table holds the whole ledger, the picture its newest act that "
            "changed months which were counted before.",
            "By date of incident, over the whole trust: the filter does not narrow the ledger.",
        ),
    )  # fmt: skip


def months_of_two_editions(
    shown: Sequence[RestatedMonth],
    table: Table,
    standing: Standing,
    *,
    title: str,
    sentence: str,
    caption: str,
    how: tuple[str, ...],
) -> Picture:
    """The same bars for what changed between two editions; `shown` are months that the earlier one counted."""
    return Picture("between-editions", title, sentence, caption, drawn_months(shown), table, standing, how)


def drawn_months(shown: Sequence[RestatedMonth]) -> go.Figure:
    """What each month gained (up) and lost (down), and the difference; those without a full date are not drawn."""
    dated = [(each.month, each) for each in shown if each.month]
    days = [month.isoformat() for month, _ in dated]
    figure = go.Figure()
    for name, values, colour, pattern in (
        ("More incidents", [each.gained for _, each in dated], BLUE, ""),
        ("Fewer incidents", [-each.lost for _, each in dated], COMMON_CAUSE, "/"),
    ):
        figure.add_trace(
            go.Bar(
                x=days,
                y=values,
                name=name,
                marker={"color": colour, "pattern": {"shape": pattern, "fillmode": "overlay", "fgcolor": "#FFFFFF", "size": 6, "solidity": 0.3}},
                customdata=[
                    [month_in_words(month), f"{each.before:,}", f"{each.after:,}"] for month, each in dated
                ],
                hovertemplate=f"<b>%{{customdata[0]}}</b><br>{name}: %{{y:+,}}<br>was %{{customdata[1]}}, "
                "now %{customdata[2]}<extra></extra>",
            )
        )  # fmt: skip
    figure.add_trace(
        go.Scatter(
            x=days,
            y=[each.after - each.before for _, each in dated],
            mode="markers",
            name="Difference",
            marker={
                "symbol": "diamond",
                "size": 9,
                "color": "#FFFFFF",
                "line": {"color": CENTRE, "width": 1.5},
            },
            hoverinfo="skip",
        )
    )
    framed(figure, height=340, legend=True)
    figure.update_layout(barmode="relative")
    month_axis(
        figure, list(months_between(min(m for m, _ in dated), max(m for m, _ in dated))) if dated else []
    )
    up, down = (max((getattr(each, which) for _, each in dated), default=0) for which in ("gained", "lost"))
    reach = max(up, down, 1)
    figure.update_yaxes(
        title={"text": "Incidents", "font": {"size": 13, "color": MUTED}},
        rangemode="normal",
        range=[
            -1.25 * max(down, NO_BARS * reach),
            1.25 * max(up, NO_BARS * reach),
        ],
        dtick=1 if reach <= FEW else None,
        zeroline=True,
        zerolinecolor=CENTRE,
        zerolinewidth=1,
    )
    return figure


def ledger_table(everything: Sequence[RestatedMonth]) -> Table:
    """The whole ledger: one row an act and month."""
    return Table(
        ("Act", "Month", "Was", "Now", "Gained", "Lost", "In words"),
        tuple(
            (
                each.act, month_in_words(each.month) if each.month else "without a full date", each.before, each.after,
                each.gained, each.lost, each.text,
            )
            for each in everything
        ),
    )  # fmt: skip
