"""Coverage and quality: how the records stand, and what each month is counted from."""

from dashboard.views import coverage, quality
from dashboard.views.parts import parts


def render() -> None:
    parts(
        "quality-part",
        {"Quality": quality.render, "By ward": quality.render_wards, "Coverage": coverage.render},
    )
