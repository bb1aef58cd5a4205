"""Small packs made by hand, with figures that can be checked by eye."""

from datetime import date

from dashboard.charts import drawing as go
from dashboard.charts.frame import Picture, Standing, Table, draw_happened, framed, month_axis
from dashboard.charts.palette import FEW_TO_MANY
from dashboard.domain.reader import INTERNAL_MARK, Profile
from dashboard.measures.months import Happened
from dashboard.reports.pack import Look, Pack, Slide

STANDING = Standing(
    "Riverside", "2026", "by date of incident", "Released 5 November 2026 (edition 13).", method="Rules: SPC."
)
MONTHS = [date(2026, month, 1) for month in range(1, 7)]
RATES = [5.5, 0, None, 7.25, 6.0, 4.0]
COUNTS = [[12, 0, 3], [4, 8, None]]


def pack_of(*slides: Slide, look: Look | None = None, draft: bool = False, strategy: tuple = ()) -> Pack:
    marks = (INTERNAL_MARK, "Made-up trust: not real patients", *(("Draft, not released",) if draft else ()))
    return Pack(
        "monthly",
        "Incidents of 2026",
        STANDING,
        Profile.INTERNAL,
        13,
        "",
        draft,
        slides,
        strategy,
        marks,
        look or Look(),
    )


def rate_picture(name: str = "Reporting rate", label: str = "Switch to LFPSE") -> Picture:
    """A line with a gap, a zero, limits up to the break, a special cause and a month that is not complete."""
    figure = go.Figure()
    days = [month.isoformat() for month in MONTHS]
    figure.add_trace(go.Scatter(x=days[:3], y=[6, 6, 6], mode="lines", name="Average"))
    figure.add_trace(
        go.Scatter(
            x=days, y=RATES, mode="lines+markers", name=name,
            marker={"symbol": ["circle", "triangle-down", *["circle"] * 4], "size": 8,
                    "color": ["#5B7186", "#6A1B9A", "#5B7186", "#5B7186", "#5B7186", "#FFFFFF"]},
        )
    )  # fmt: skip
    framed(figure, height=300)
    month_axis(figure, MONTHS)
    figure.update_yaxes(title={"text": "Per 1,000 bed days"})
    draw_happened(figure, [Happened(MONTHS[3], date(2026, 4, 9), label, is_break=True, reason="new form")])
    rows = tuple((f"{month:%B %Y}", rate) for month, rate in zip(MONTHS, RATES, strict=True))
    return Picture("rate", "Reporting rate by month", "April had 7.25.", "Six months.", figure,
                   Table(("Month", "Rate"), rows), STANDING, ("Rate = incidents / bed days.",))  # fmt: skip


def heat_map() -> Picture:
    figure = go.Figure(
        go.Heatmap(
            x=["Prescribing", "Supply", "Other"], y=["Insulins", "Opioids"], z=COUNTS, zmin=0, zmax=12, colorscale=FEW_TO_MANY,
        )
    )  # fmt: skip
    table = Table(
        ("Class", "Prescribing", "Supply", "Other"), (("Insulins", 12, 0, 3), ("Opioids", 4, 8, None))
    )
    return Picture("crossed", "Classes and stages", "Insulins most.", "Two classes.", figure, table, STANDING)
