"""The forms of safety actions: open one, move it on, change it. Each act can be undone."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from dashboard import desk, work
from dashboard.domain.incident_filter import FilterNotUnderstood, IncidentFilter
from dashboard.domain.learning.action import MOVES, Action, ActionState, Strength
from dashboard.domain.learning.aim import Aim, AimedAt
from dashboard.domain.learning.card import TITLE_LENGTH
from dashboard.domain.learning.record import Noted
from dashboard.domain.learning.written import LONGEST, MOST
from dashboard.domain.reader import OFFICER, Reader
from dashboard.domain.rows import FilterChoice
from dashboard.domain.rows.learning import Learning, LearningCard, wards_in
from dashboard.domain.store import Store, StoreProblem
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.learning.actions import MEASURES, aim_words, filter_words
from dashboard.views.learning.one_of import MOST_DIGITS, open_next
from dashboard.views.reader import named
from dashboard.views.said import plain, quietly
from dashboard.views.scope import ALL, CONTROLS
from dashboard.views.tell import acts_done, tell_and_rerun
from dashboard.views.undo import undo_next
from dashboard.work.learning.actions import Did

DRAWN = "Drawing charts with it, in a draft edition"
WIDE, NARROW = 480, 300
WHOLE_TRUST = "the whole trust"


def is_linked(learning: Learning) -> bool:
    """Whether the link asks for a new action that answers a card, an alert or incidents."""
    return bool(_linked(learning.cards, "card") or _linked(learning.alerts, "alert") or _linked_incidents())


def open_one(asking: Asking, learning: Learning, reader: Reader, store: Store) -> None:
    """The form of a new one; a link with a card's or an alert's number opens it filled in."""
    card = _linked(learning.cards, "card")
    alert = _linked(learning.alerts, "alert")
    with st.expander("Open a safety action", expanded=is_linked(learning) or not learning.actions):
        start = Action("")
        if card:
            start = replace(
                start, cards=(card.card,), site=card.site, division=card.division, drug_class=card.drug_class,
                wards=wards_in(card.wards), aims=_aims_of_card(card),
            )  # fmt: skip
        if alert:
            start = replace(start, alerts=(alert.alert,), aims=_aims_of(alert.concerns))
        start = replace(start, incidents=_linked_incidents())
        content = _fields(asking, learning, store, reader, start, "new-action")
        ready = bool(content.title and content.owner and content.due_on)
        if not ready:
            quietly("A title, an owner and a due date are needed before it can be opened.")
        if st.button("Open the action", type="primary", key="open-action", disabled=not ready):
            _open(store, reader, content)


def _open(store: Store, reader: Reader, content: Action) -> None:
    try:
        noted = work.open_action(store, reader, content, work.now_utc())
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    for key in ("card", "alert", "incident"):
        st.query_params.pop(key, None)
    open_next("action", noted.number)
    undo_next("Undo", partial(_taken_back, store, reader, noted), doing="Taking it back")
    tell_and_rerun(f"Safety action {noted.number}, '{noted.content.title}', is opened.")


def move_it_on(store: Store, reader: Reader, standing: Noted[Action]) -> None:
    """What may follow the state that it is in, each with what that state needs."""
    content, suffix = standing.content, f"{standing.number}-{acts_done()}"
    st.subheader("Move it on", anchor=False)
    may = MOVES[content.state]
    if content.state is ActionState.PLANNED:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            day = st.date_input("It began on", None, key=f"began-{suffix}", format="DD/MM/YYYY", width=200)
            if st.button(
                "It is under way", key="start-action", type="primary", disabled=not isinstance(day, date)
            ):
                assert isinstance(day, date)
                _did(store, reader, partial(work.start_action, store, reader, standing, day), "is under way")
        quietly("Charts that it touches are drawn with it from that day, and its effect is judged from then.")
    if content.state is ActionState.UNDER_WAY:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            day = st.date_input("In place since", None, key=f"done-{suffix}", format="DD/MM/YYYY", width=200)
            shows = st.text_input(
                "What shows it", content.evidence, key=f"shows-{suffix}", max_chars=LONGEST, width=WIDE
            )
            ready = isinstance(day, date) and bool(shows.strip())
            if st.button("It is done", key="finish-action", type="primary", disabled=not ready):
                assert isinstance(day, date)
                _did(
                    store, reader, partial(work.finish_action, store, reader, standing, day, shows), "is done"
                )
    if ActionState.STOPPED in may:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            why = st.text_input("Why it is stopped", key=f"why-{suffix}", max_chars=LONGEST, width=WIDE)
            if st.button("Stop it", key="stop-action", disabled=not why.strip()):
                _did(store, reader, partial(work.stop_action, store, reader, standing, why), "is stopped")
    if back := _back(content):
        label = "It has not begun after all" if back is ActionState.PLANNED else f"It is {back.value} again"
        if content.state is ActionState.STOPPED:
            label = f"Take it up again ({back.value})"
        if st.button(label, key="move-action-back"):
            _did(
                store,
                reader,
                partial(work.move_action_back, store, reader, standing, back),
                f"is {back.value} again",
            )


def _back(content: Action) -> ActionState | None:
    """The one state that it goes back to: where it had begun, to being under way."""
    if content.state is ActionState.STOPPED:
        return ActionState.UNDER_WAY if content.started_on else ActionState.PLANNED
    return {ActionState.DONE: ActionState.UNDER_WAY, ActionState.UNDER_WAY: ActionState.PLANNED}.get(
        content.state
    )


def change_it(
    asking: Asking, learning: Learning, store: Store, reader: Reader, standing: Noted[Action]
) -> None:
    """Its fields as they stand, to be changed."""
    with st.expander("Change it"):
        content = _fields(asking, learning, store, reader, standing.content, f"action-{standing.number}")
        if st.button("Keep the changes", key="change-action", type="primary"):
            act = partial(work.change_action, store, reader, standing, content)
            _did(store, reader, act, "is changed")


def _did(store: Store, reader: Reader, act: Callable[..., Did], what: str) -> None:
    try:
        with st.spinner(DRAWN):
            noted, edition = act(now=work.now_utc())
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    undo_next("Undo", partial(_taken_back, store, reader, noted), doing="Taking it back")
    draft = (
        f" Edition {edition.edition_id} is a draft, in which charts are drawn with that." if edition else ""
    )
    tell_and_rerun(f"'{noted.content.title}' {what}.{draft}")


def _taken_back(store: Store, reader: Reader, noted: Noted[Action]) -> str:
    edition = work.take_back_action(store, reader, noted, work.now_utc())
    draft = f" Edition {edition.edition_id} is a draft." if edition else ""
    return f"The change of '{noted.content.title}' is taken back.{draft}"


def _fields(asking: Asking, learning: Learning, store: Store, reader: Reader, at: Action, key: str) -> Action:
    """What the form says, on what it was opened with."""
    of = Form(asking, at, f"{key}-{{}}-{acts_done()}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = of.text("What is done, in a few words", "title", TITLE_LENGTH, WIDE)
        owner = of.text("Owner (a team or a role)", "owner", TITLE_LENGTH, NARROW)
        due = of.day("Due", "due_on")
        strength = of.strength()
        began = of.day("It began on", "started_on") if at.started_on else None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        site, division, drug_class = (of.scope(label, name) for label, name in CONTROLS)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wards = of.several("Wards or places (none: the whole scope)", "wards", of.offered("location"))
        cards = of.several(
            "Cards that it answers", "cards", [row.card for row in learning.cards],
            {row.card: row.title for row in learning.cards},
        )  # fmt: skip
        alerts = of.several(
            "Alerts that it answers", "alerts", [row.alert for row in learning.alerts],
            {row.alert: row.title for row in learning.alerts},
        )  # fmt: skip
        incidents = of.several("Incidents that it answers", "incidents", [])
        assigned = _assigned(of, store, reader)
    aims = _aims(of, learning, store, reader, IncidentFilter(
        site=(site,) if site else None, division=(division,) if division else None,
        drug_class=(drug_class,) if drug_class else None,
    ))  # fmt: skip
    progress = of.area("Progress", "progress")
    evidence = of.area("Evidence", "evidence") if at.evidence else at.evidence
    return replace(
        at, title=title, owner=owner, due_on=due, strength=strength, started_on=began, site=site, division=division,
        drug_class=drug_class, wards=wards, cards=cards, alerts=alerts, incidents=incidents, assigned_to=assigned, aims=aims, progress=progress,
        evidence=evidence,
    )  # fmt: skip


@dataclass(frozen=True)
class Form:
    """The widgets of one action, each with what stands there. `key` has a place for the field's name."""

    asking: Asking
    at: Action
    key: str

    def text(self, label: str, name: str, most: int, width: int) -> str:
        value = st.text_input(
            label, getattr(self.at, name), key=self.key.format(name), max_chars=most, width=width
        )
        return value.strip()

    def area(self, label: str, name: str) -> str:
        return st.text_area(
            label, getattr(self.at, name), key=self.key.format(name), max_chars=LONGEST
        ).strip()

    def day(self, label: str, name: str) -> date | None:
        value = st.date_input(
            label, getattr(self.at, name), key=self.key.format(name), format="DD/MM/YYYY", width=200
        )
        return value if isinstance(value, date) else None

    def strength(self) -> Strength | None:
        return st.selectbox(
            "Strength, from weaker to stronger",
            [*Strength],
            index=[*Strength].index(self.at.strength) if self.at.strength else None,
            format_func=lambda each: each.in_words,
            placeholder="not said",
            key=self.key.format("strength"),
            width=WIDE,
        )

    def offered(self, name: str) -> list[str]:
        choices: list[FilterChoice] = self.asking.rows("filter_choices", EVERYTHING)
        return sorted({each.choice for each in choices if each.filter == name and each.choice})

    def scope(self, label: str, name: str) -> str | None:
        choices: list[FilterChoice] = self.asking.rows("filter_choices", EVERYTHING)
        standing = getattr(self.at, name)
        offered = [
            each.choice
            for each in choices
            if each.filter == name and each.class_by in ("", "curated") and each.choice
        ]
        if standing and standing not in offered:
            offered.append(standing)
        options = [ALL, *offered]
        chosen = st.selectbox(
            label, options, index=options.index(standing or ALL), key=self.key.format(name), width=NARROW
        )
        return None if chosen == ALL else chosen

    def several(
        self, label: str, name: str, offered: list[Any], titles: dict[Any, str] | None = None
    ) -> tuple[Any, ...]:
        """Of what is offered and what stands; nothing is drawn where there is neither."""
        standing = getattr(self.at, name)
        options = [*dict.fromkeys([*offered, *standing])]
        if not options:
            return ()
        return tuple(
            st.multiselect(
                label,
                options,
                [*standing],
                format_func=lambda each: (
                    f"{each}: {titles[each]}" if titles and each in titles else str(each)
                ),
                key=self.key.format(name),
                width=WIDE if titles else NARROW,
            )
        )


def _assigned(of: Form, store: Store, reader: Reader) -> tuple[str, ...]:
    """People of the team and link staff, who may change it or see it on their own page; the officer assigns."""
    if not reader.may(OFFICER):
        return of.at.assigned_to
    people = desk.who_can_be_assigned(store, reader, work.now_utc())
    options = [*dict.fromkeys([*people, *of.at.assigned_to])]
    if not options:
        return ()
    return tuple(
        st.multiselect(
            "Assigned to",
            options,
            [*of.at.assigned_to],
            format_func=lambda each: people.get(each) or named(each),
            key=of.key.format("assigned_to"),
            width=NARROW,
        )
    )


def _aims(
    of: Form, learning: Learning, store: Store, reader: Reader, scope: IncidentFilter
) -> tuple[Aim, ...]:
    """A measure and whose incidents, in words; what stands can be left out."""
    standing = {aim_words(aim): aim for aim in of.at.aims}
    kept: list[str] = []
    if standing:
        kept = st.multiselect(
            "It aims at", [*standing], [*standing], key=of.key.format("aims"), width="stretch"
        )
    filters = _filters(learning, store, reader, scope)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measure = st.selectbox(
            "It aims at another measure" if standing else "It aims at",
            [*AimedAt],
            index=None,
            format_func=lambda each: MEASURES[each],
            placeholder="no other" if standing else "no measure",
            key=of.key.format("aim-measure"),
            width=WIDE,
        )
        where = st.selectbox(
            "Of which incidents",
            [*filters],
            key=of.key.format("aim-filter"),
            width=WIDE,
            disabled=measure is None,
        )
    added = (Aim(measure, filters[where]),) if measure and where in filters else ()
    return tuple(dict.fromkeys([*(standing[words] for words in kept), *added]))


def _filters(learning: Learning, store: Store, reader: Reader, scope: IncidentFilter) -> dict[str, str]:
    """What may be aimed at, in words: what the action is about, what a card is about, what a saved view asks, the whole trust."""
    found: dict[str, str] = {}
    if scope.query():
        found[f"what it is about: {filter_words(scope.query())}"] = scope.query()
    found[WHOLE_TRUST] = ""
    for card in learning.cards:
        if query := _without_period(card.query):
            found[f"card {card.card}, {card.title}: {filter_words(query)}"] = query
    for view in work.saved_views(store, reader, work.now_utc()):
        if query := _without_period(view.query):
            found[f"saved view {view.name}: {filter_words(query)}"] = query
    return found


def _without_period(query: str) -> str:
    """The filter of a link without its days and without what belongs to a page alone; empty where none is left."""
    try:
        return IncidentFilter.of_link(query).whenever().query()
    except FilterNotUnderstood:
        return ""


def _aims_of(query: str) -> tuple[Aim, ...]:
    wanted = _without_period(query)
    return (Aim(AimedAt.INCIDENTS, wanted),) if wanted else ()


def _aims_of_card(card: LearningCard) -> tuple[Aim, ...]:
    """What was seen is what it should change: moderate and above where the card was opened on that, else the incidents of its filter."""
    wanted = _without_period(card.query)
    if card.page == "harm-levels":
        return (Aim(AimedAt.MODERATE, wanted),)
    if card.page == "reporting-rates" and IncidentFilter.from_query(wanted).places_only:
        return (Aim(AimedAt.REPORTING, wanted),)
    return _aims_of(wanted)


def _linked_incidents() -> tuple[int, ...]:
    """The numbers of incidents that the link names."""
    named = st.query_params.get_all("incident")[:MOST]
    numbers = [int(each) for each in named if each.isascii() and each.isdigit() and len(each) <= MOST_DIGITS]
    return tuple(dict.fromkeys(numbers))


def _linked(rows: tuple[Any, ...], kind: str) -> Any | None:
    """The card or alert that the link names."""
    linked = st.query_params.get(kind, "")
    return next((row for row in rows if str(getattr(row, kind)) == linked), None)
