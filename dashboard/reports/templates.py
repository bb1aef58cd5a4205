"""The packs that can be made: a template is a row, and what it holds is a list of rows. Adding a slide is one row."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dashboard.domain.reader import INTERNAL_MARK, Profile
from dashboard.findings import harm, rates
from dashboard.findings.asking import Asking
from dashboard.findings.overview import Overview, overview, title_of
from dashboard.reports.open_slides import open_pack
from dashboard.reports.pack import Box, Look, Pack, Slide
from dashboard.stats.disclosure import HES, DisclosureRule


@dataclass(frozen=True)
class Making:
    """What the slides of one pack are made of. `day`: the day on which the edition was published, so that ages and 'today' in a pack
    are those of its edition whenever it is made.
    """

    asking: Asking
    profile: Profile
    day: date
    seen: Overview


Build = Callable[[Making], Slide | None]


@dataclass(frozen=True)
class SlideRow:
    """A slide of a template; `build` gives None where it has nothing to say."""

    key: str
    build: Build


@dataclass(frozen=True)
class PackTemplate:
    """months: how many months, up to the end of the period that is asked for, its pictures show."""

    name: str
    title: str
    for_whom: str
    months: int
    slides: tuple[SlideRow, ...]


def _headline(making: Making) -> Slide:
    return Slide(
        "headline",
        making.seen.sentences[0].text,
        "What the incidents say",
        boxes=(Box("", tuple(sentence.text for sentence in making.seen.sentences[1:])),),
        notes=(making.seen.caveats,),
    )


def _rate(making: Making) -> Slide:
    picture = rates.rate_picture(making.asking, rates.reporting(making.asking))
    return Slide("reporting-rate", picture.sentence, picture.full_title, (picture,), notes=picture.how)


def _harm(making: Making) -> Slide:
    asking = making.asking
    picture = harm.by_month_picture(asking, harm.mix_by_month(asking), harm.mix_of_period(asking))
    return Slide("harm-by-month", picture.sentence, picture.full_title, (picture,), notes=picture.how)


TEMPLATES = (
    PackTemplate(
        "monthly",
        "Monthly committee pack",
        "the medication safety committee",
        24,
        (
            SlideRow("headline", _headline),
            SlideRow("reporting-rate", _rate),
            SlideRow("harm-by-month", _harm),
        ),
    ),
)
BY_NAME = {template.name: template for template in TEMPLATES}


def make_pack(
    template: PackTemplate,
    asking: Asking,
    profile: Profile,
    look: Look | None = None,
    *,
    rule: DisclosureRule = HES,
    sites_may_be_named: bool = False,
) -> Pack:
    """The pack of one template. The same edition, filter, profile and template give the same pack, and so the same digest.

    rule, sites_may_be_named: the trust's settings, for a pack that is shared or published; it is built of protected tables alone.
    Raises NotOpen where what is asked may not be told outside.
    """
    if not profile.is_exact:
        headings = [(row.key, row.key.replace("-", " ")) for row in template.slides]
        return open_pack(
            template.name, headings, asking, profile, rule, look, sites_may_be_named=sites_may_be_named
        )
    day = asking.facts.published_at.date()
    making = Making(asking, profile, day, overview(asking, day))
    slides = tuple(slide for row in template.slides if (slide := row.build(making)))
    return Pack(
        template=template.name,
        title=title_of(asking),
        standing=asking.standing,
        profile=profile,
        edition_id=asking.edition.edition_id,
        query=asking.asked.query(),
        is_draft=asking.edition.released_at is None,
        slides=slides,
        strategy=(),
        marks=(INTERNAL_MARK, *asking.standing.marks),
        look=look or Look(),
    )
