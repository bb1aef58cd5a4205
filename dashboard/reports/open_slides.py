"""The slides of packs for others, by the key of the slide: made of protected tables alone."""

from collections.abc import Callable, Mapping

from dashboard.reports.making import Making
from dashboard.reports.pack import Slide

OPEN_SLIDES: Mapping[str, Callable[[Making], Slide | None]] = {}
