"""The packs that can be made: a template is a row, and what it holds is a list of rows. Adding a slide is one row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dashboard.domain.pack_period import PackPeriod, Unit, newest_complete
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import INTERNAL_MARK, Profile
from dashboard.findings.asking import Asking
from dashboard.findings.open_counts import NotOpen
from dashboard.reports.export import file_name
from dashboard.reports.making import Making, OfficersWords, PackRefused, not_complete, only_years_known
from dashboard.reports.open_slides import open_pack
from dashboard.reports.pack import Box, Look, Pack, Slide
from dashboard.reports.slides import controlled as slides_controlled
from dashboard.reports.slides import director as slides_director
from dashboard.reports.slides import figures as slides_figures
from dashboard.reports.slides import learning as slides_learning
from dashboard.reports.slides import wards as slides_wards
from dashboard.reports.slides import words as slides_words
from dashboard.reports.strategy import strategy
from dashboard.reports.titles import titled
from dashboard.stats.disclosure import HES, DisclosureRule

Build = Callable[[Making], Slide | None]
LONGEST_TRUST = 24
"""Letters of the trust's name in the name of a file, which has room for the template, the period and the edition too."""

OPEN_STRATEGY = ("Source", "Rules", "Counting", "Program", "Make it again")
"""Of the search strategy, what a pack for others says beside its own rows: nothing that counts incidents or names a place."""

FOR_STAFF = "For staff of this trust. Do not publish."


@dataclass(frozen=True)
class SlideRow:
    """A slide of a template; its build gives None where it has nothing to say. heading: what it shows, for a pack that leaves it out.

    build: for internal packs, None where another slide of the template shows the same. For a pack for others a slide is made of
    protected tables, by its key in OPEN_SLIDES; where there is none such a pack leaves it out, and says so.
    """

    key: str
    heading: str
    build: Build | None


_ONE_SLIDE = SlideRow("one-slide", "The director's one slide", slides_director.one_slide)
_HEADLINE = SlideRow("headline", "What the incidents say, in sentences", slides_figures.headline)
_RATE = SlideRow("reporting-rate", "The reporting rate by month", slides_figures.reporting_rate)
_HARM_BY_MONTH = SlideRow("harm-by-month", "Harm by month", slides_figures.harm_by_month)
_HARM_LEVELS = SlideRow("harm-levels", "Harm levels", slides_figures.harm_levels)
_MODERATE = SlideRow("moderate-and-above", "Moderate harm and above", slides_figures.moderate_and_above)
_CLASSES = SlideRow("classes", "Drug classes", slides_figures.ranked_classes)
_TRENDS = SlideRow("class-trends", "Drug classes by month", slides_figures.class_trends)
_STAGES = SlideRow("stages", "Medication stages and error types", slides_figures.stages_and_errors)
_ERRORS = SlideRow("error-types", "Error types", None)
"""Internal packs show error types with the stages."""

_LIST = SlideRow(
    "moderate-list", "Incidents of moderate harm and above, one by one", slides_figures.listed_harm
)
_TO_LOOK_AT = SlideRow("to-look-at", slides_director.WAITS, slides_words.to_look_at)
_ACTIONS = SlideRow("safety-actions", slides_learning.HEADING, slides_learning.safety_actions)
_CAVEATS = SlideRow("caveats", "What these data cannot tell us", slides_words.caveats)
_METHOD = SlideRow("method", "How it was counted", slides_words.method)
_YEARS = SlideRow("years", "Incidents by year", slides_figures.by_year)
_THREE_MONTHS = SlideRow("three-months", "Three months beside those before", slides_figures.three_months)
_FIELDS = SlideRow("completeness", "How much is recorded, field by field", slides_figures.recorded_fields)
_WARDS = SlideRow("you-reported", "You reported, we did", slides_wards.you_reported)
_CD = SlideRow("controlled-drugs", "Controlled drugs, by medicine", slides_controlled.controlled_drugs)
_CD_MONTHS = SlideRow(
    "controlled-by-month", "Controlled drugs by month", slides_controlled.controlled_by_month
)
_CD_LIST = SlideRow("controlled-list", "Controlled drugs, one by one", slides_controlled.controlled_list)


def _as_asked(asking: Asking) -> Asking:
    return asking


@dataclass(frozen=True)
class PackTemplate:
    """unit: the period it is of when none is asked for. months: how many months, up to the end of the period, its pictures by month
    show; counted_months: how many its levels, classes and stages count. Neither is ever fewer than the period has.
    """

    name: str
    title: str
    for_whom: str
    unit: Unit
    months: int
    counted_months: int
    slides: tuple[SlideRow, ...]
    is_internal: bool = False
    """Whether there is none for others: it is made of incidents one by one, or is for staff."""

    mark: str = INTERNAL_MARK
    """What stands on every slide of an internal one."""

    is_one_page: bool = False

    lists_cases: bool = False
    """Whether it lists incidents of every level of harm one by one: not for a director."""

    narrowed: Callable[[Asking], Asking] = _as_asked
    """To what it is about, whatever else is asked. Raises PackRefused where the filter asks for something else."""


TEMPLATES = (
    PackTemplate(
        "monthly", "Monthly committee pack", "the medication safety committee", Unit.MONTH, 24, 12,
        (
            _ONE_SLIDE, _HEADLINE, _RATE, _HARM_BY_MONTH, _HARM_LEVELS, _MODERATE, _CLASSES, _TRENDS, _STAGES, _ERRORS, _LIST,
            _TO_LOOK_AT, _ACTIONS, _CAVEATS, _METHOD,
        ),
    ),
    PackTemplate(
        "quarterly", "Quarterly report of the Medication Safety Officer", "the board", Unit.QUARTER, 24, 3,
        (
            _ONE_SLIDE, _HEADLINE, _THREE_MONTHS, _RATE, _HARM_BY_MONTH, _HARM_LEVELS, _MODERATE, _CLASSES, _TRENDS, _STAGES,
            _ERRORS, _LIST, _TO_LOOK_AT, _ACTIONS, _CAVEATS, _METHOD,
        ),
    ),
    PackTemplate(
        "annual", "Annual report", "the board and the annual report", Unit.YEAR, 36, 12,
        (
            _ONE_SLIDE, _HEADLINE, _YEARS, _RATE, _HARM_BY_MONTH, _HARM_LEVELS, _MODERATE, _CLASSES, _TRENDS, _STAGES, _ERRORS,
            _FIELDS, _TO_LOOK_AT, _ACTIONS, _CAVEATS, _METHOD,
        ),
    ),
    PackTemplate(
        "wards", "You reported, we did", "staff on the wards", Unit.QUARTER, 12, 3,
        (_WARDS,),
        is_internal=True,
        mark=FOR_STAFF,
        is_one_page=True,
    ),
    PackTemplate(
        "cdao", "Incidents that involve a controlled drug", "the controlled drugs accountable officer (CDAO)", Unit.QUARTER, 24, 3,
        (_CD, _CD_MONTHS, _CD_LIST, _METHOD),
        is_internal=True,
        lists_cases=True,
        narrowed=slides_controlled.only_controlled,
    ),
)  # fmt: skip
BY_NAME = {template.name: template for template in TEMPLATES}


def period_of(template: PackTemplate, asking: Asking) -> PackPeriod | None:
    """The newest complete month, quarter or financial year; None where no month of the edition is complete, or of its incidents
    only the year is known.
    """
    whole = asking.of(asking.asked.narrowed(from_=None, until=None))
    newest = whole.months.newest
    return newest_complete(template.unit, newest) if newest and not only_years_known(whole) else None


def period_lacks(asking: Asking, period: PackPeriod | None) -> str:
    """What a period lacks in this edition, in a sentence; empty where every month of it is complete."""
    whole = as_published(asking)
    return not_complete(_asked_of(whole, period, 1, None))


def make_pack(
    template: PackTemplate,
    asking: Asking,
    profile: Profile,
    look: Look | None = None,
    *,
    period: PackPeriod | None = None,
    words: OfficersWords | None = None,
    schedules: Mapping[str, str] | None = None,
    rule: DisclosureRule = HES,
    sites_may_be_named: bool = False,
) -> Pack:
    """The pack of one template. The same edition, filter, period, profile, words and template give the same pack, and so the same
    digest, on any machine and when there are newer editions.

    The period (the newest complete one when left out) stands for the days of what is asked. rule, sites_may_be_named: the trust's
    settings, for a pack that is shared or published; it is made of protected tables alone. Raises PackRefused with a sentence.
    """
    if template.is_internal and not profile.is_exact:
        raise PackRefused(
            f"'{template.title}' is for {template.for_whom} alone: there is no {profile.value} one."
        )
    making = _making(template, asking, profile, period, words or OfficersWords(), schedules or {})
    if profile.is_exact:
        built = (row.build(making) for row in template.slides if row.build)
        slides = tuple(slide for slide in built if slide)
        pack = pack_of_slides(making, template.title, slides, look, template.mark)
        return replace(pack, is_one_page=template.is_one_page)
    return _for_others(template, making, look, rule, sites_may_be_named)


def _for_others(
    template: PackTemplate, making: Making, look: Look | None, rule: DisclosureRule, sites_may_be_named: bool
) -> Pack:
    """Of protected tables, with what of the search strategy holds no count. It is asked before the tables are made: nothing reads
    the edition after.
    """
    slides = [(row.key, row.heading) for row in template.slides]
    named, told = _name(making), dict(strategy(making))
    try:
        pack = open_pack(
            template.name,
            slides,
            making.asking,
            making.profile,
            rule,
            look,
            sites_may_be_named=sites_may_be_named,
        )
    except NotOpen as problem:
        raise PackRefused(str(problem)) from None
    kept = tuple((what, words) for what, words in told.items() if what.startswith(OPEN_STRATEGY))
    fitting = tuple(_fitting(slide) for slide in pack.slides)
    return _with_digest(replace(pack, slides=fitting, name=named, strategy=(*pack.strategy, *kept)))


def _fitting(slide: Slide) -> Slide:
    """With a title of two lines; what it leaves out stands first in the boxes."""
    title, rest = titled(slide.title)
    return replace(slide, title=title, boxes=(Box("", (rest,)), *slide.boxes)) if rest else slide


def pack_of_slides(
    making: Making, title: str, slides: tuple[Slide, ...], look: Look | None, mark: str = INTERNAL_MARK
) -> Pack:
    """The slides with what every pack carries: whose it is, what it stands on, its marks, the search strategy, the files' name."""
    asking = making.of_period
    edition, whose = asking.edition, f"{asking.facts.trust_name}, {asking.period_words}"
    pack = Pack(
        template=making.template,
        title=title if title.endswith(whose) else f"{title}: {whose}",
        standing=asking.standing,
        profile=making.profile,
        edition_id=edition.edition_id,
        query=asking.asked.query(),
        is_draft=edition.released_at is None,
        slides=slides,
        strategy=(),
        marks=(*((mark,) if making.profile.is_exact else ()), *asking.standing.marks),
        look=look or Look(),
        name=_name(making),
    )
    return _with_digest(replace(pack, strategy=strategy(making)))


def _with_digest(pack: Pack) -> Pack:
    said = f"{pack.digest}: of what this pack says and shows, the same whenever it is made again."
    return replace(pack, strategy=(*pack.strategy, ("Digest", said)))


def name_of(asking: Asking, what: str, when: str, profile: Profile) -> str:
    """What the files of a pack are called, in words: whose it is (or that no trust is), what, of when, of which edition, for whom."""
    whose = "made-up trust" if asking.facts.made_up else _whole_words(asking.facts.trust_name)
    state = "draft" if asking.edition.released_at is None else ""
    edition = f"edition {asking.edition.edition_id}"
    return " ".join((whose, what, when, edition, state, profile.value))


def _name(making: Making) -> str:
    asking = making.of_period
    when = making.period.text if making.period else asking.period_words
    return name_of(asking, making.template, when, making.profile)


def _whole_words(trust_name: str) -> str:
    """So many of its words as a file's name takes; of one long word its beginning."""
    if len(trust_name) <= LONGEST_TRUST:
        return trust_name
    return trust_name[: LONGEST_TRUST + 1].rpartition(" ")[0] or trust_name[:LONGEST_TRUST]


def pack_file_name(pack: Pack, ending: str, picture: str = "") -> str:
    """'northgate-monthly-2026-09-edition-5-internal.pptx'; `picture` is for the file of one picture."""
    return file_name(*pack.name.split(), *picture.split(), ending=ending)


def _making(
    template: PackTemplate,
    asking: Asking,
    profile: Profile,
    period: PackPeriod | None,
    words: OfficersWords,
    schedules: Mapping[str, str],
) -> Making:
    whole = template.narrowed(as_published(asking))
    of = period or period_of(template, whole)
    begins = min((row.month for row in whole.calendar), default=None)
    return Making(
        asking=_asked_of(whole, of, template.months, begins),
        counted=_asked_of(whole, of, template.counted_months, begins),
        of_period=_asked_of(whole, of, 1, begins),
        profile=profile,
        day=day_in_london(whole.facts.published_at),
        template=template.name,
        unit=template.unit,
        period=of,
        words=words,
        schedules=schedules,
    )


def as_published(asking: Asking) -> Asking:
    """What is asked without its days, as an edition answers it for ever: no newer edition, no reader and no act since its release
    changes what a pack says.
    """
    edition = asking.edition

    def paper() -> Asking | None:
        """The newest edition before this one that had been released when this one was; a draft is no paper."""
        found = asking.last_paper()
        while found is not None and not _was_released_by(found, asking):
            found = found.last_paper()
        return found

    return asking.of(
        asking.asked.narrowed(from_=None, until=None),
        edition=replace(edition, newest=None),
        last_paper=paper,
        draws_annotations=True,
        may_act=False,
        of_edition={},
    )


def _was_released_by(paper: Asking, asking: Asking) -> bool:
    released, by = paper.edition.released_at, asking.edition.released_at
    return released is not None and (by is None or released <= by)


def _asked_of(whole: Asking, period: PackPeriod | None, months: int, begins: date | None) -> Asking:
    if period is None:
        return whole
    days = period.widened(months, begins)
    return whole.of(whole.asked.narrowed(from_=days.first, until=days.last))
