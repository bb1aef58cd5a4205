"""The one filter panel. Its widgets are bound to the URL under the filter's own keys, so a link is a picture."""

from datetime import date
from typing import Any

import streamlit as st

from dashboard.domain.incident_filter import LISTS, WORDS_OF_KEYS, Basis, FilterNotUnderstood, IncidentFilter
from dashboard.domain.periods import Preset, ReportingPeriod, preset_period
from dashboard.domain.rows import CoveredMonth, EditionFacts, FilterChoice
from dashboard.domain.words import FATAL_IN_FULL, HarmLevel, SourceSystem
from dashboard.findings.asking import default_filter
from dashboard.measures.months import newest_complete_month
from dashboard.views.said import quietly, say

OWN_DATES = "Own dates"
FIRST_ROW = ("site", "division", "location")
SECOND_ROW = ("drug_class", "medicine", "high_risk")
THIRD_ROW = ("stage", "error_type", "harm")
FOURTH_ROW = ("reporter_group", "source")
LABELS = {
    HarmLevel.FATAL.value: FATAL_IN_FULL,
    **{source.value: source.label for source in SourceSystem},
}


def filter_panel(
    facts: EditionFacts, calendar: list[CoveredMonth], choices: list[FilterChoice]
) -> IncidentFilter:
    """Draw the panel and give back what is asked."""
    usual = default_filter(facts, calendar)
    with st.container(key="filter-panel", horizontal=True, vertical_alignment="bottom"):
        _period(facts, calendar, usual)
        st.selectbox(
            "Dates are",
            [Basis.OCCURRED.value, Basis.REPORTED.value],
            format_func=lambda value: "date of incident" if value == Basis.OCCURRED else "date reported",
            key="basis",
            bind="query-params",
            width=180,
        )
        with st.popover(_more_label(), width="content"):
            for row in (FIRST_ROW, SECOND_ROW, THIRD_ROW, FOURTH_ROW):
                for column, name in zip(st.columns(len(row)), row, strict=True):
                    with column:
                        _choices(name, choices)
            st.button("Clear all filters", on_click=_clear, key="clear-filters")
    return _asked(usual)


def _period(facts: EditionFacts, calendar: list[CoveredMonth], usual: IncidentFilter) -> None:
    newest = newest_complete_month(calendar, facts)
    if newest is None:
        quietly("No whole month is covered, so everything recorded is shown.")
        return
    first = min(row.month for row in calendar)
    periods = {preset.value: preset_period(preset, newest, first) for preset in Preset}
    st.date_input("From", value=usual.from_, key="from", bind="query-params", format="DD/MM/YYYY", width=150)
    st.date_input(
        "Until", value=usual.until, key="until", bind="query-params", format="DD/MM/YYYY", width=150
    )
    now = ReportingPeriod(_date("from") or date.min, _date("until") or date.max)
    shown = next((name for name, period in periods.items() if period == now), OWN_DATES)
    st.session_state["preset"] = shown
    whole = ReportingPeriod(first, max(row.month for row in calendar))

    def choose() -> None:
        chosen = periods.get(st.session_state["preset"])
        if st.session_state["preset"] == Preset.ALL:
            st.session_state["from"], st.session_state["until"] = whole.first, _end_of(whole.last)
        elif chosen:
            st.session_state["from"], st.session_state["until"] = chosen.first, chosen.last

    st.selectbox("Period", [*periods, OWN_DATES], key="preset", on_change=choose, width=240)


def _end_of(month: date) -> date:
    from dashboard.domain.periods import last_day

    return last_day(month)


def _date(key: str) -> date | None:
    value = st.session_state.get(key)
    return value if isinstance(value, date) else None


def _choices(name: str, choices: list[FilterChoice]) -> None:
    found = {choice.choice: choice.incidents for choice in choices if choice.filter == name}

    def shown(value: str) -> str:
        label = LABELS.get(value, value) if name in ("source", "harm") else value
        return f"{label} ({found[value]:,})" if value in found else label

    words = WORDS_OF_KEYS[name]
    st.multiselect(
        words[:1].upper() + words[1:],
        list(found),
        format_func=shown,
        key=name,
        bind="query-params",
        placeholder="any",
    )


def _more_label() -> str:
    set_now = sum(bool(st.session_state.get(name)) for name in LISTS)
    return f"More filters ({set_now})" if set_now else "More filters"


def _clear() -> None:
    for name in LISTS:
        st.session_state[name] = []


def _asked(usual: IncidentFilter) -> IncidentFilter:
    values: dict[str, Any] = {name: tuple(found) for name in LISTS if (found := st.session_state.get(name))}
    try:
        return IncidentFilter(
            from_=_date("from") or usual.from_,
            until=_date("until") or usual.until,
            basis=Basis(st.session_state.get("basis") or Basis.OCCURRED),
            **values,
        )
    except FilterNotUnderstood as problem:
        say(str(problem))
        return usual
