"""A saved view: a page and what it is asked, under a name. The committee's standing agenda is a list of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qsl, urlencode

from dashboard.domain.incident_filter import KEYS, FilterNotUnderstood, IncidentFilter
from dashboard.domain.periods import Preset

NAME_LENGTH = 80
PERIOD_KEYS = ("from", "until")
PAGE_KEYS = ("part", "find", "sample")
"""What a page keeps in the URL beside the filter and a view keeps with it: the part that is open, the search and the seed of the
list of incidents."""


@dataclass(frozen=True)
class SavedView:
    """`page` is the path of a page, `query` what its URL asks. Where `preset` names a period ("Last 12 months"), `query` has none:
    the view moves on with the newest complete month. Otherwise its days stay as they are. `position` is its place on the agenda,
    from 1; None: it is kept, and not on the agenda. `number`, who saved it and when are told by the desk.
    """

    name: str
    page: str
    query: str = ""
    preset: str = ""
    number: int | None = field(default=None, compare=False)
    position: int | None = field(default=None, compare=False)
    saved_by: str = field(default="", compare=False)
    saved_on: date | None = field(default=None, compare=False)

    @classmethod
    def of(
        cls, name: str, page: str, pairs: Iterable[tuple[str, str]], preset: Preset | None = None
    ) -> "SavedView":
        """From what a URL asks; a pair that is neither the filter's nor the page's own is left out."""
        left_out = PERIOD_KEYS if preset else ()
        kept = [(key, value) for key, value in pairs if key in (*KEYS, *PAGE_KEYS) and key not in left_out]
        return cls(name, page, urlencode(kept), preset.value if preset else "")

    def asked(self) -> IncidentFilter:
        """The filter, without the period where a preset names it. Raises FilterNotUnderstood where it no longer fits."""
        return IncidentFilter.from_pairs(pair for pair in self._pairs() if pair[0] not in PAGE_KEYS)

    def moving_period(self) -> Preset | None:
        """The preset that names the period; None: fixed days. Raises FilterNotUnderstood for one that there is no longer."""
        if not self.preset:
            return None
        try:
            return Preset(self.preset)
        except ValueError:
            known = ", ".join(preset.value for preset in Preset)
            raise FilterNotUnderstood(
                f"There is no period called '{self.preset}'; there are: {known}."
            ) from None

    def of_the_page(self) -> list[tuple[str, str]]:
        """What the page keeps in the URL beside the filter."""
        return [pair for pair in self._pairs() if pair[0] in PAGE_KEYS]

    def _pairs(self) -> Iterator[tuple[str, str]]:
        yield from parse_qsl(self.query, keep_blank_values=True)
