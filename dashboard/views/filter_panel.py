"""The one filter panel. What it asks stands in the URL under the filter's own keys, so that a link is a picture."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard.domain.incident_filter import (
    EARLIEST,
    KEYS,
    LATEST,
    LISTS,
    WORDS_OF_KEYS,
    Basis,
    FilterNotUnderstood,
    IncidentFilter,
    by_key,
)
from dashboard.domain.medicines import ClassBy
from dashboard.domain.periods import Preset, ReportingPeriod, last_day, preset_period
from dashboard.domain.rows import CoveredMonth, EditionFacts, FilterChoice
from dashboard.domain.words import FATAL_IN_FULL, HarmLevel, SourceSystem
from dashboard.edition import ShelvedEdition
from dashboard.findings.asking import default_filter
from dashboard.measures.months import newest_complete_month
from dashboard.stats import ReportingCurve
from dashboard.views.edition_choice import (
    EDITION,
    FOLLOWED_PRESET,
    IN_LINK,
    SHOWN,
    edition_control,
    edition_in_link,
    is_followed,
    linked_pairs,
)
from dashboard.views.said import say
from dashboard.views.save_view import save_view_button

OWN_DATES = "Own dates"
ROWS = (
    ("site", "division", "location"),
    ("drug_class", "medicine", "high_risk"),
    ("stage", "error_type", "harm"),
    ("reporter_group", "source"),
)
LABELS = {
    "harm": {HarmLevel.FATAL.value: FATAL_IN_FULL},
    "source": {source.value: source.label for source in SourceSystem},
}
ANNOTATIONS = "annotations-on-charts"
HELD = "classings-held"
MORE, OPEN_AT_FIRST = "more-filters-open", False


def filter_panel(
    facts: EditionFacts,
    calendar: list[CoveredMonth],
    choices: list[FilterChoice],
    curve: ReportingCurve | None,
    editions: Sequence[ShelvedEdition],
) -> IncidentFilter:
    """Draw the panel, keep the URL in step, and give back what is asked."""
    usual = default_filter(facts, calendar, curve)
    _take_from_link(usual)
    _keep_to(_classings(choices))
    st.session_state[ANNOTATIONS] = st.session_state.get(ANNOTATIONS, True)
    with st.container(key="filter-panel", horizontal=True, vertical_alignment="bottom"):
        _period(newest_complete_month(calendar, facts, curve), calendar)
        st.selectbox(
            "By date of",
            list(Basis),
            format_func=lambda basis: "incident" if basis == Basis.OCCURRED else "report",
            key="basis",
            width=106,
        )
        _classes(choices)
        _more_or_fewer()
    if st.session_state[MORE]:
        with st.container(key="more-filters", border=True):
            _more(choices, editions)
    asked = _asked(usual)
    _write_to_link(asked)
    return asked


def _more_or_fewer() -> None:
    """The button that opens the other filters beneath the bar. Not a popover: one that closed under a busy machine while a filter
    in it was being chosen lost the choice, in 2 of 12 tries.
    """
    is_open = st.session_state.setdefault(MORE, OPEN_AT_FIRST)

    def turn() -> None:
        st.session_state[MORE] = not is_open

    icon = ":material/expand_less:" if is_open else ":material/expand_more:"
    st.button(_more_label(), key="open-more-filters", icon=icon, icon_position="right", on_click=turn)


def _more(choices: list[FilterChoice], editions: Sequence[ShelvedEdition]) -> None:
    for row in ROWS:
        for column, name in zip(st.columns(len(row)), row, strict=True):
            with column:
                _choices(name, choices)
    edition_control(editions, SHOWN)
    st.toggle("Annotations on charts", key=ANNOTATIONS)
    with st.container(horizontal=True):
        st.button("Clear all filters", on_click=_clear, key="clear-filters")
        save_view_button()


def _label(class_by: ClassBy) -> str:
    return class_by.label


def _classings(choices: list[FilterChoice]) -> list[ClassBy]:
    """Those that the edition holds: one of an earlier version of this program holds the curated classes alone."""
    found = {choice.class_by for choice in choices if choice.filter == "drug_class"}
    held = [class_by for class_by in ClassBy if class_by in found]
    st.session_state[HELD] = held or list(ClassBy)
    return st.session_state[HELD]


def _forget_classes() -> None:
    """A drug class of one classing is none of another."""
    st.session_state["drug_class"] = []


def _keep_to(held: list[ClassBy]) -> None:
    class_by = ClassBy(st.session_state["class"])
    if class_by not in held:
        say(f"This edition does not hold {class_by.many}: publish again to see them.")
        st.session_state["class"] = ClassBy.CURATED
        _forget_classes()


def _take_from_link(usual: IncidentFilter) -> None:
    """At the start of a session, and whenever the URL is not what we wrote, the widgets take what the URL asks.

    Going to another page empties the URL: then the widgets keep their values and the URL is written again. Streamlit
    forgets some of those values where a widget was changed before: they are taken from what we wrote last.
    """
    linked = linked_pairs()
    if not is_followed(linked):
        kept = _values(IncidentFilter.from_pairs(_of_filter(st.session_state[IN_LINK])), usual)
        st.session_state.update({key: value for key, value in kept.items() if key not in st.session_state})
        # The value of what is not drawn, as More filters while they are closed, is forgotten unless this run set it: opened again
        # it would be empty, and its emptiness the next answer.
        st.session_state.update({key: st.session_state[key] for key in ("class", *LISTS)})
        return
    try:
        asked = IncidentFilter.from_pairs(_of_filter(linked))
    except FilterNotUnderstood as problem:
        say(f"{problem} The link's filter is left out.")
        asked = usual
    st.session_state.update(_values(asked, usual))


def _of_filter(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for pair in pairs if pair[0] != EDITION]


def _values(asked: IncidentFilter, usual: IncidentFilter) -> dict[str, object]:
    """What the widgets show for a filter, by their keys."""
    return {
        "from": asked.from_ or usual.from_,
        "until": asked.until or usual.until,
        "basis": asked.basis,
        "class": asked.class_by,
        **{name: list(getattr(asked, name) or ()) for name in LISTS},
    }


def _write_to_link(asked: IncidentFilter) -> None:
    pairs = [*edition_in_link(), *asked.pairs()]
    wanted = by_key(pairs)
    others = {key: st.query_params.get_all(key) for key in st.query_params if key not in (EDITION, *KEYS)}
    if {key: st.query_params.get_all(key) for key in st.query_params} != {**others, **wanted}:
        st.query_params.from_dict({**others, **wanted})
    st.session_state[IN_LINK] = pairs


def _period(newest: date | None, calendar: list[CoveredMonth]) -> None:
    if newest is not None:
        _presets(newest, calendar)
    st.date_input("From", key="from", format="DD/MM/YYYY", width=136, min_value=EARLIEST, max_value=LATEST)
    st.date_input("Until", key="until", format="DD/MM/YYYY", width=136, min_value=EARLIEST, max_value=LATEST)


def _presets(newest: date, calendar: list[CoveredMonth]) -> None:
    first, last = min(row.month for row in calendar), max(row.month for row in calendar)
    everything = ReportingPeriod(first, last_day(last))
    periods = {preset.value: preset_period(preset, newest, first) or everything for preset in Preset}
    if followed := periods.get(st.session_state.pop(FOLLOWED_PRESET, OWN_DATES)):
        st.session_state["from"], st.session_state["until"] = followed.first, followed.last
    now = (st.session_state["from"], st.session_state["until"])
    shown = (name for name, period in periods.items() if (period.first, period.last) == now)
    st.session_state["preset"] = next(shown, OWN_DATES)

    def choose() -> None:
        chosen = periods.get(st.session_state["preset"])
        if chosen:
            st.session_state["from"], st.session_state["until"] = chosen.first, chosen.last

    st.selectbox("Period", [*periods, OWN_DATES], key="preset", on_change=choose, width=206)


def _classes(choices: list[FilterChoice]) -> None:
    st.selectbox(
        "Classes", _classings(choices), format_func=_label, key="class", on_change=_forget_classes, width=162
    )


def _choices(name: str, choices: list[FilterChoice]) -> None:
    class_by = ClassBy(st.session_state["class"])
    found = {
        choice.choice: choice.incidents
        for choice in choices
        if choice.filter == name and (name != "drug_class" or choice.class_by == class_by)
    }
    asked = [
        value for value in st.session_state[name] if value not in found
    ]  # a link may ask for what is not here
    labels = LABELS.get(name, {})

    def shown(value: str) -> str:
        return f"{labels.get(value, value)} ({found.get(value, 0):,})"

    words = class_by.one if name == "drug_class" else WORDS_OF_KEYS[name]
    st.multiselect(
        words[:1].upper() + words[1:], [*found, *asked], format_func=shown, key=name, placeholder="any"
    )


def _more_label() -> str:
    set_now = sum(bool(st.session_state[name]) for name in LISTS)
    return f"More filters ({set_now})" if set_now else "More filters"


def _clear() -> None:
    for name in LISTS:
        st.session_state[name] = []


def _asked(usual: IncidentFilter) -> IncidentFilter:
    values = {name: tuple(found) for name in LISTS if (found := st.session_state[name])}
    try:
        return IncidentFilter(
            from_=st.session_state["from"],
            until=st.session_state["until"],
            basis=Basis(st.session_state["basis"]),
            class_by=ClassBy(st.session_state["class"]),
            **values,
        )
    except FilterNotUnderstood as problem:
        say(str(problem))
        return usual
