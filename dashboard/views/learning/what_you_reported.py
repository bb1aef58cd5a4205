"""What you reported: one page of thanks and learning for a ward or a staff group, to print."""

import streamlit as st

from dashboard import work
from dashboard.domain.export import Export
from dashboard.domain.pack_period import PackPeriod
from dashboard.domain.reader import Profile, Role
from dashboard.findings.asking import Asking
from dashboard.findings.learning import feedback
from dashboard.findings.learning.feedback import Feedback, Whose
from dashboard.reports.export import file_name
from dashboard.reports.feedback_sheet import FOR_THEM, WHAT_YOU_REPORTED, pack_of_feedback
from dashboard.reports.formats import FORMATS
from dashboard.reports.pack_choices import periods_of, profile_in_words
from dashboard.reports.progress import say_nothing
from dashboard.reports.templates import BY_NAME, name_of
from dashboard.stats.disclosure import DisclosureRule
from dashboard.views.as_left import as_left
from dashboard.views.page import open_page
from dashboard.views.reader import current_reader
from dashboard.views.said import quietly, say
from dashboard.views.store_seen import packs_as_set
from dashboard.views.take_away import take_away

ABOUT = (
    "For those who report: thanks first, then what was learnt from it and what changed. It is of one ward or one staff group alone, "
    "beside no other, and of whole quarters, so that two pages give nothing away between them."
)
NO_QUARTER = "No whole quarter is complete in this edition yet, so there is nothing to tell back."
NO_WARD = "No ward or place is recorded in this edition."
STAFF, WALL = "Their own staff", "A wall"
WALL_OF_THE_OFFICER = "A page for a wall is made by the medication safety officer or the committee: its number is protected beside those of other wards."
RELEASED_ONLY = "A page for a wall is made of a released edition; this one is a draft, so it is for their own staff alone."
READ_IT_FIRST = (
    "What was learnt stands as the officer wrote it, but for words that seem to count something, which are left out: read it before you "
    "hang it up."
)
PRINTED = ("pptx", "pdf")


def render() -> None:
    asking = open_page("What you reported")
    if asking is None:
        return
    say(ABOUT)
    periods = {each.in_few_words(): each for each in periods_of(BY_NAME["wards"], asking)}
    if not periods:
        say(NO_QUARTER)
        return
    chosen = _chosen(asking, periods)
    if chosen is None:
        return
    whose, name, period = chosen
    rule = _rule(asking)
    if rule is None:
        found = feedback.for_staff(asking, whose, name, period)
    else:
        found = feedback.for_the_wall(asking, whose, name, period, rule)
    _page(found)
    _downloads(asking, found, period, rule)


def _chosen(asking: Asking, periods: dict[str, PackPeriod]) -> tuple[Whose, str, PackPeriod] | None:
    """Whose page, and of which quarter; None (after a sentence) where there is nobody to choose."""
    reader = current_reader()
    with st.container(horizontal=True, vertical_alignment="bottom", key="feedback-of"):
        whose = st.selectbox("For", list(Whose), key=as_left("feedback-whose", list(Whose)), width=200)
        words = st.selectbox("Quarter", list(periods), key=as_left("feedback-quarter", periods), width=260)
        period = periods[words]
        if whose is Whose.WARD:
            own = reader.wards if reader.role is Role.WARD_LINK else ()
            names = feedback.wards_offered(asking, own)
        else:
            names = feedback.groups_offered(asking, period)
        name = (
            st.selectbox("Which", names, key=as_left(f"feedback-{whose.name}", names), width=320)
            if names
            else None
        )
    if whose is Whose.GROUP:
        quietly(feedback.GROUPS_LEFT_OUT)
    if name is None:
        say(NO_WARD if whose is Whose.WARD else "No staff group can be shown for these months.")
        return None
    return whose, name, period


def _rule(asking: Asking) -> DisclosureRule | None:
    """By which the numbers of a page for a wall are protected; None for the page of their own staff."""
    if current_reader().role is Role.WARD_LINK:
        quietly(WALL_OF_THE_OFFICER)
        return None
    if asking.edition.released_at is None:
        quietly(RELEASED_ONLY)
        return None
    rule = packs_as_set(work.now_utc()).rule
    hung = st.radio("Read by", (STAFF, WALL), horizontal=True, key=as_left("feedback-read-by", (STAFF, WALL)))
    if hung == STAFF:
        return None
    quietly(f"{profile_in_words(Profile.SHARED, rule)} {READ_IT_FIRST}")
    return rule


def _page(found: Feedback) -> None:
    with st.container(border=True, key="feedback-page"):
        st.header(found.title, anchor=False)
        for heading, lines in found.parts:
            st.subheader(heading, anchor=False)
            for line in lines:
                say(line)


def _downloads(asking: Asking, found: Feedback, period: PackPeriod, rule: DisclosureRule | None) -> None:
    profile = Profile.SHARED if rule else Profile.INTERNAL
    quietly("" if rule else FOR_THEM)
    look = packs_as_set(work.now_utc()).look
    name = name_of(asking, WHAT_YOU_REPORTED, period.text, profile)
    with st.container(horizontal=True, key="feedback-downloads"):
        for each in FORMATS:
            if each.ending not in PRINTED:
                continue
            take_away(
                each.name,
                key=f"feedback-{each.ending}",
                content=lambda each=each: each.write(
                    pack_of_feedback(asking, found, period, rule, look), say_nothing
                ),
                name=file_name(*name.split(), ending=each.ending),
                mime=each.mime,
                export=Export(
                    WHAT_YOU_REPORTED,
                    each.ending,
                    0,
                    asking.edition.edition_id,
                    f"period={period.text}",
                    profile,
                ),
            )
