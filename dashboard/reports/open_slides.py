"""Slides for readers outside the closed meeting. They are built of `OpenCounts` alone: no slide here can ask an edition anything.

Whoever adds one adds a row to OPEN_SLIDES; a slide of a template without a row here is left out, and the pack says so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.charts.frame import Picture
from dashboard.domain.reader import Profile
from dashboard.findings import published
from dashboard.findings.asking import Asking
from dashboard.findings.open_counts import OpenCounts, open_counts
from dashboard.findings.published_ranked import CLASSES, ERROR_TYPES, STAGES, Ranked, ranked_picture
from dashboard.findings.words import RECORDED_CAVEAT, listed
from dashboard.measures.protected import rule_in_full, rule_in_words
from dashboard.reports.pack import Box, Look, Pack, Slide
from dashboard.stats.disclosure import HES, DisclosureRule

LEFT_OUT = "left-out"
WHY_LEFT_OUT = (
    "They list incidents one by one, or tell wards and small groups apart, or look at single cases: nothing of that can be shown without "
    "giving a patient or a member of staff away. They stand in the closed paper."
)


@dataclass(frozen=True)
class OpenMaking:
    """What the slides of one pack for others are made of. There is no edition behind it, and no reader of one."""

    open_: OpenCounts
    profile: Profile

    @property
    def rule(self) -> DisclosureRule:
        return self.open_.rule


Build = Callable[[OpenMaking], Slide | None]


def _of_picture(key: str, picture: Picture | None) -> Slide | None:
    if picture is None:
        return None
    return Slide(key, picture.sentence, picture.full_title, (picture,), notes=picture.how)


def _headline(making: OpenMaking) -> Slide:
    open_ = making.open_
    series, _ = published.reporting_series(open_)
    said = (
        published.recorded_sentence(open_),
        published.newest_sentence(open_, series),
        published.mix_sentence(open_),
        published.moderate_sentence(open_),
        *(picture.sentence for picture in (ranked_picture(open_, CLASSES),) if picture),
    )
    title, *lines = (line for line in said if line)
    return Slide(
        "headline",
        title,
        "What the incidents say",
        boxes=(Box("", tuple(lines)),),
        notes=published.caveats(open_),
    )


def _caveats(making: OpenMaking) -> Slide:
    return Slide(
        "caveats",
        RECORDED_CAVEAT,
        "What these figures cannot tell",
        boxes=(Box("", tuple(each for each in published.caveats(making.open_) if each != RECORDED_CAVEAT)),),
    )


def _method(making: OpenMaking) -> Slide:
    standing = making.open_.standing
    return Slide(
        "method",
        "How this was counted, and what is too few to show",
        "Method",
        boxes=(
            Box("Small numbers", rule_in_full(making.rule)),
            Box(
                "What it stands on",
                (standing.line(), standing.edition, published.FROM_SHOWN, published.ONE_GRID),
            ),
        ),
    )


def _ranked(key: str, ranked: Ranked) -> Build:
    return lambda making: _of_picture(key, ranked_picture(making.open_, ranked))


def _picture(key: str, picture: Callable[[OpenCounts], Picture | None]) -> Build:
    return lambda making: _of_picture(key, picture(making.open_))


OPEN_SLIDES: Mapping[str, Build] = {
    "headline": _headline,
    "reporting-rate": _picture("reporting-rate", published.rate_picture),
    "harm-by-month": _picture("harm-by-month", published.by_month_picture),
    "harm-levels": _picture("harm-levels", published.levels_picture),
    "moderate-and-above": _picture("moderate-and-above", published.moderate_picture),
    "classes": _ranked("classes", CLASSES),
    "stages": _ranked("stages", STAGES),
    "error-types": _ranked("error-types", ERROR_TYPES),
    "caveats": _caveats,
    "method": _method,
}
"""By the keys of templates' slides."""

ALWAYS = ("caveats", "method")
"""Stand in every pack for others, whether its template has them or not."""


def _left_out(headings: Sequence[str]) -> Slide:
    return Slide(
        LEFT_OUT,
        "What is left out of this pack, and why",
        "Left out",
        boxes=(Box("", (f"Left out: {listed(headings, len(headings))}.", WHY_LEFT_OUT)),),
    )


def open_pack(
    template: str,
    slides: Sequence[tuple[str, str]],
    asking: Asking,
    profile: Profile,
    rule: DisclosureRule = HES,
    look: Look | None = None,
    *,
    sites_may_be_named: bool = False,
) -> Pack:
    """The pack of a template for readers outside the closed meeting. Raises NotOpen where what is asked may not be told.

    slides: key and heading of each slide of the template, in order; those without an open form are named in a closing box. The
    counts are protected here, once; from there on nothing reads the edition.
    """
    if profile.is_exact:
        raise ValueError("A pack that is exact is not made here.")
    open_ = open_counts(asking, rule, sites_may_be_named=sites_may_be_named)
    making = OpenMaking(replace(open_, standing=replace(open_.standing, profile=profile)), profile)
    wanted = [key for key, _ in slides if key in OPEN_SLIDES]
    wanted += [key for key in ALWAYS if key not in wanted]
    left_out = [heading for key, heading in slides if key not in OPEN_SLIDES]
    made = [slide for key in wanted if (slide := OPEN_SLIDES[key](making))]
    standing = making.open_.standing
    return Pack(
        template=template,
        title=published.title_of(making.open_),
        standing=standing,
        profile=profile,
        edition_id=asking.edition.edition_id,
        query=asking.asked.query(),
        is_draft=False,
        slides=(*made, *((_left_out(left_out),) if left_out else ())),
        strategy=(
            ("Asked", standing.line()),
            ("Edition", standing.edition),
            ("Small numbers", " ".join(rule_in_full(rule))),
            ("Readers", f"{profile.value.capitalize()}: {rule_in_words(rule)}"),
        ),
        marks=(mark_of(profile, rule), *standing.marks),
        look=look or Look(),
    )


def mark_of(profile: Profile, rule: DisclosureRule) -> str:
    """The mark that stands on every page: who it is for, and the rule by its name."""
    return f"{profile.value.capitalize()}: small numbers not shown (rule: {rule.name})"
