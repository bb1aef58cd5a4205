"""What a ward or a staff group reported, as a pack of one page: for their own staff, or for a wall. No name of a ward is in a file's."""

from dataclasses import replace

from dashboard import __version__
from dashboard.domain.pack_period import PackPeriod
from dashboard.domain.reader import Profile
from dashboard.findings.asking import DRAFT_MARK, Asking
from dashboard.findings.learning.feedback import Feedback
from dashboard.findings.open_counts import NotOpen
from dashboard.measures.protected import rule_in_words
from dashboard.reports.open_slides import mark_of
from dashboard.reports.pack import Box, Look, Pack, Slide
from dashboard.reports.templates import name_of
from dashboard.reports.titles import titled
from dashboard.stats.disclosure import DisclosureRule

WHAT_YOU_REPORTED = "what you reported"
LONGEST_LINE = 280
"""Letters of what stands in one line of the page: the screen has all of it."""

FOR_THEM = "For your own staff: contains small numbers. Do not put on a wall or forward."


def pack_of_feedback(
    asking: Asking,
    feedback: Feedback,
    period: PackPeriod,
    rule: DisclosureRule | None,
    look: Look | None = None,
) -> Pack:
    """rule: of the version for a wall, by which its numbers were protected; None for their own staff. Raises NotOpen for a version for
    a wall of a draft.
    """
    profile = Profile.SHARED if rule else Profile.INTERNAL
    if rule and asking.edition.released_at is None:
        raise NotOpen("A page for a wall is made of a released edition; this one is a draft.")
    seen = asking.of(asking.asked.narrowed(from_=period.days.first, until=period.days.last))
    edition = replace(seen.edition, released_by=None)
    standing = replace(
        seen.standing,
        profile=profile,
        edition=edition.in_words(),
        marks=tuple(mark for mark in seen.standing.marks if not (rule and mark == DRAFT_MARK)),
        method=f"{rule_in_words(rule) if rule else ''} Dashboard version {__version__}.".strip(),
    )
    title, rest = titled(feedback.title)
    slide = Slide(
        "what-you-reported",
        title,
        "What you reported",
        boxes=(
            *((Box("", (rest,)),) if rest else ()),
            *(Box(head, tuple(_short(line) for line in lines)) for head, lines in feedback.parts),
        ),
        standing=standing,
    )
    return Pack(
        template=WHAT_YOU_REPORTED,
        title=f"What you reported: {standing.trust}, {standing.period}",
        standing=standing,
        profile=profile,
        edition_id=asking.edition.edition_id,
        query=seen.asked.query(),
        is_draft=asking.edition.released_at is None,
        slides=(slide,),
        strategy=(
            ("Asked", standing.line()),
            ("Edition", standing.edition),
            ("Small numbers", rule_in_words(rule) if rule else FOR_THEM),
        ),
        marks=(mark_of(profile, rule) if rule else FOR_THEM, *standing.marks),
        look=look or Look(),
        name=name_of(asking, WHAT_YOU_REPORTED, period.text, profile),
        is_one_page=True,
    )


def _short(line: str) -> str:
    """What was told can be two pages long, and this is one."""
    return titled(line, LONGEST_LINE)[0]
