"""How soon incidents are reported: the trust's own curve, with the days that people ask about marked."""

from dashboard.charts import drawing as go
from dashboard.charts.frame import Picture, Standing, Table, framed
from dashboard.charts.palette import BLUE, MUTED
from dashboard.stats import ReportingCurve

MARKED_DAYS = (7, 14, 30, 60, 90)
MOST_DRAWN = 100
"""Days: beyond the last marked one the line is all but flat, and the first weeks would be squeezed."""


def days_told(curve: ReportingCurve) -> list[int]:
    """The same day, the marked days that the curve reaches, and its last day."""
    return sorted({0, *(day for day in MARKED_DAYS if day < curve.longest), curve.longest})


def how_soon_reported(
    curve: ReportingCurve, standing: Standing, *, sentence: str, caption: str, how: tuple[str, ...]
) -> Picture:
    """The line of the first 100 days; the marked days stand on the axis and their shares beside the line."""
    last = min(curve.longest, MOST_DRAWN)
    days = list(range(last + 1))
    figure = go.Figure(
        go.Scatter(
            x=days,
            y=[100 * curve.share(day) for day in days],
            mode="lines",
            name="Reported within so many days",
            line={"color": BLUE, "width": 2, "shape": "hv"},
            hovertemplate="Within %{x} days: %{y:.1f} %<extra></extra>",
            showlegend=False,
        )
    )
    marked = [day for day in MARKED_DAYS if day <= curve.longest]
    figure.add_trace(
        go.Scatter(
            x=marked,
            y=[100 * curve.share(day) for day in marked],
            mode="markers+text",
            name="Marked days",
            marker={"color": BLUE, "size": 9},
            text=[in_whole_per_cent(curve.share(day)) for day in marked],
            textposition="bottom right",
            textfont={"size": 12},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    framed(figure, height=360)
    label = {"size": 13, "color": MUTED}
    figure.update_xaxes(
        title={"text": "Days after the incident", "font": label}, range=[-2, last + 8], tickvals=[0, *marked]
    )
    figure.update_yaxes(title={"text": "% reported", "font": label}, range=[0, 104])
    return Picture(
        "reporting-lag", "How soon incidents are reported", sentence, caption, figure, lag_table(curve), standing, how
    )  # fmt: skip


def in_whole_per_cent(share: float) -> str:
    """'94 %'; 100 only where all is reported."""
    return f"{100 if share == 1.0 else min(99, round(100 * share))} %"


def lag_table(curve: ReportingCurve) -> Table:
    return Table(
        ("Within days", "% of incidents reported"),
        tuple((day, 100 * curve.share(day)) for day in days_told(curve)),
    )
