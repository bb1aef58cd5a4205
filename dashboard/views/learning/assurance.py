"""Assurance: what a board director asks of medication safety, from the edition, with the statements that were signed off."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import work
from dashboard.domain.learning.assurance import CAVEATS_LENGTH, STATEMENT_LENGTH, Statement
from dashboard.domain.learning.card import TITLE_LENGTH
from dashboard.domain.learning.record import Noted
from dashboard.domain.periods import day_in_london, day_in_words
from dashboard.domain.reader import OFFICER, Reader
from dashboard.domain.store import OlderEdition, Store
from dashboard.findings.asking import EVERYTHING, Asking, default_filter
from dashboard.findings.learning import assurance
from dashboard.measures.assurance import Assured
from dashboard.reports.assurance_sheet import pack_of_assurance
from dashboard.reports.formats import FORMATS
from dashboard.reports.page_pack import page_file_name
from dashboard.reports.progress import say_nothing
from dashboard.views.learning.acts import do_and_tell
from dashboard.views.learning.waits import offer_to_publish
from dashboard.views.picture import show_table
from dashboard.views.said import plain, quietly, say
from dashboard.views.sentences import link_to
from dashboard.views.store_seen import packs_as_set
from dashboard.views.take_away import export_of, take_away
from dashboard.views.tell import acts_done
from dashboard.views.undo import page_of_acts

ABOUT = (
    "What is open, past its date, escalated and learnt, and how far the data can be trusted: of the whole trust, from the edition that is "
    "shown."
)
NONE_SIGNED = "No statement of assurance has been signed off yet."
SIGN = "Sign off a statement"
ABOUT_SIGNING = (
    "The director reads the figures of this edition, and says by name that they were told. You keep it here: what stands below is "
    "proposed from the figures of this page, and you edit it first. It stays with this edition, which is then never deleted to save room."
)
NOT_A_DRAFT = "A statement is signed off on a released edition: release this draft first, under Upload, Editions and imports."
MADE_UP = "Statements of your own trust are signed off here; the made-up trust is for looking at only."


def render() -> None:
    opened = page_of_acts("Assurance", ABOUT)
    if opened is None:
        return
    asking, reader, store = opened
    offer_to_publish(store, reader, asking)
    now = work.now_utc()
    signed = work.statements(store, reader, now)
    try:
        found = assurance.assured_by(asking, _day(asking, day_in_london(now)))
    except OlderEdition as older:
        say(str(older))
    else:
        _figures(asking, found)
        _signed(signed)
        _sheet(asking, signed)
        if reader.may(OFFICER):
            _sign_off(asking, reader, store, found, signed)
        return
    _signed(signed)


def _day(asking: Asking, today: date) -> date:
    """Dates go on passing while an edition is the newest; an earlier one is shown as it stood."""
    return today if asking.edition.newest is None else day_in_london(asking.facts.published_at)


def _figures(asking: Asking, found: Assured) -> None:
    if found.is_empty:
        say(assurance.NOTHING_RECORDED)
    else:
        quietly(f"What is past its due date is so on {day_in_words(found.day)}.")
        for part in assurance.parts(found):
            _part(part)
    data = assurance.how_the_data_stand(asking)
    _part(data)
    link_to("coverage-and-quality?part=Quality", "Coverage and quality", EVERYTHING)


def _part(part: assurance.Part) -> None:
    st.header(part.heading, anchor=False)
    first, *others = part.sentences
    say(first)
    for sentence in others:
        quietly(sentence)
    if part.table:
        show_table(part.table, alt=part.listed_as, fits=True)
    for line in part.lines:
        say(line)


def _sheet(asking: Asking, signed: Sequence[Noted[Statement]]) -> None:
    of = asking.of(default_filter(asking.facts, asking.calendar, asking.curve))
    here = _of_edition(asking, signed)
    look = packs_as_set(work.now_utc()).look
    st.header("The sheet for the director", anchor=False)
    quietly(
        "One page with the figures above and the statement that was signed off on this edition, to print or to edit. There, "
        f"what is past its due date is so on the day of the edition, {day_in_words(day_in_london(asking.facts.published_at))}."
    )
    with st.container(horizontal=True, key="assurance-sheet"):
        for each in FORMATS:
            take_away(
                each.name,
                key=f"assurance-sheet-{each.ending}",
                content=lambda each=each: each.write(
                    pack_of_assurance(asking, here.content if here else None, look), say_nothing
                ),
                name=page_file_name(of, "assurance", each.ending),
                mime=each.mime,
                export=export_of("assurance sheet", each.ending, 0),
            )


def _of_edition(asking: Asking, signed: Sequence[Noted[Statement]]) -> Noted[Statement] | None:
    return next((each for each in signed if each.content.edition == asking.edition.edition_id), None)


def _signed(signed: Sequence[Noted[Statement]]) -> None:
    st.header("Statements that were signed off", anchor=False)
    if not signed:
        say(NONE_SIGNED)
    for each in signed:
        statement = each.content
        on = (
            day_in_words(statement.signed_off_on) if statement.signed_off_on else "a day that is not recorded"
        )
        with st.container(border=True, key=f"statement-{each.number}"):
            st.markdown(
                f"**{plain(f'Edition {statement.edition}: signed off by {statement.signed_off_by} on {on}')}**"
            )
            say(statement.text)
            quietly(statement.caveats)


def _sign_off(
    asking: Asking, reader: Reader, store: Store, found: Assured, signed: Sequence[Noted[Statement]]
) -> None:
    st.header(SIGN, anchor=False)
    if asking.facts.made_up:
        quietly(MADE_UP)
        return
    if asking.edition.released_at is None:
        quietly(NOT_A_DRAFT)
        return
    quietly(ABOUT_SIGNING)
    standing = _of_edition(asking, signed)
    if standing is not None:
        quietly("This edition has a statement already. Another one takes its place; the desk keeps both.")
    statement = _statement(asking, found, standing)
    whole = bool(statement.text and statement.signed_off_by and statement.signed_off_on)
    if not whole:
        quietly("The words, a name and a day are needed before it can be kept.")
    if not st.button("Keep it as signed off", type="primary", key="sign-off-statement", disabled=not whole):
        return
    do_and_tell(
        store,
        reader,
        lambda: work.sign_off_statement(store, reader, statement, work.now_utc()),
        lambda _: (
            f"The statement is kept as signed off by {statement.signed_off_by}, with edition {statement.edition}: the director and the "
            "committee read it here."
        ),
        lambda _: f"The statement on edition {statement.edition} is taken back.",
    )


def _statement(asking: Asking, found: Assured, standing: Noted[Statement] | None) -> Statement:
    """What the controls say: at first the statement that this edition has, or what is proposed from its figures."""
    number = asking.edition.edition_id
    suffix = f"{number}-{acts_done()}"
    offered = standing.content if standing else assurance.proposed(asking, found)
    text = st.text_area(
        "Statement", offered.text, max_chars=STATEMENT_LENGTH, height=150, key=f"statement-text-{suffix}"
    )
    caveats = st.text_area(
        "Caveats", offered.caveats, max_chars=CAVEATS_LENGTH, height=120, key=f"statement-caveats-{suffix}"
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(
            "Name of the director who signs it off", max_chars=TITLE_LENGTH, key=f"statement-name-{suffix}", width=360
        )  # fmt: skip
        day = st.date_input(
            "Signed off on", None, key=f"statement-day-{suffix}", format="DD/MM/YYYY", width=200
        )
    signed_on = day if isinstance(day, date) else None
    return Statement(number, text.strip(), caveats.strip(), name.strip(), signed_on)
