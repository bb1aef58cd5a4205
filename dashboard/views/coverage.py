"""Coverage: the calendar of what each source covers at each site, and the ledger of what imports changed."""

import streamlit as st

from dashboard.domain.reader import PREPARES
from dashboard.domain.store import OlderEdition
from dashboard.findings import coverage, restatements
from dashboard.findings.asking import Asking
from dashboard.findings.quality import why_no_months
from dashboard.views.coverage_edit import coverage_edit
from dashboard.views.page import open_page, quietly_of_today
from dashboard.views.picture import show, show_table
from dashboard.views.reader import current_reader
from dashboard.views.said import quietly, say
from dashboard.views.store_seen import real_store
from dashboard.views.tell import say_what_was_done


def render() -> None:
    asking = open_page("Coverage, and what imports changed")
    if asking is None:
        return
    say_what_was_done()
    try:
        _calendar(asking)
        _correct(asking)
        _ledger(asking)
    except OlderEdition as older:
        say(str(older))


def _calendar(asking: Asking) -> None:
    found = coverage.coverage(asking)
    if not found.cells:
        say(coverage.coverage_sentence(found) if len(asking.months) else why_no_months(asking))
        return
    show(coverage.coverage_picture(asking, found))
    for sentence in (
        coverage.missing_sentence(found),
        coverage.second_sources_sentence(found),
        coverage.corrected_sentence(found),
    ):
        if sentence:
            say(sentence)


def _correct(asking: Asking) -> None:
    """The whole calendar can be corrected, whatever the page is asked for."""
    if not current_reader().may(PREPARES):
        return
    if asking.facts.made_up:
        quietly(
            "The calendar of your own trust can be corrected here; the made-up trust is for looking at only."
        )
        return
    quietly_of_today(asking)
    whole = coverage.whole_calendar(asking)
    months = list(reversed(whole.months))
    coverage_edit(real_store(), current_reader(), coverage.sources_of(whole), whole.sites, months)


def _ledger(asking: Asking) -> None:
    found = restatements.ledger(asking)
    if not found.newest:
        st.header("What imports changed", anchor=False)
        say(found.sentence)
        if found.everything:
            show_table(restatements.whole_ledger(found), alt="Ledger of what imports changed")
        return
    show(restatements.ledger_picture(asking, found))
    st.subheader("Month by month", anchor=False)
    for each in found.newest:
        say(each.text)
    quietly("The table beneath the picture holds the whole ledger.")
