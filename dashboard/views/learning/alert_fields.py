"""The fields of an alert as controls, the same for one that is logged and one that is changed."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import work
from dashboard.domain.incident_filter import FilterNotUnderstood, IncidentFilter
from dashboard.domain.learning.aim import Aim, AimedAt
from dashboard.domain.learning.alert import ALERT_TITLE_LENGTH, Alert, AlertKind, StatusOnCas
from dashboard.domain.learning.card import TITLE_LENGTH
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.findings.asking import Asking
from dashboard.findings.learning.alerts import concerns_in_words
from dashboard.views.said import quietly

APPLIES = {"not decided": None, "it applies": True, "it does not apply": False}
NOT_SAID = "not said"
NEW = Alert(AlertKind.NATIONAL, "")
EXECUTIVE = "Executive who signed it off (a name; it stays at this desk)"


def fields_of_alert(asking: Asking, reader: Reader, store: Store, key: str, alert: Alert = NEW) -> Alert:
    """The alert as it stands in the controls; what is required of it is left as it was."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(
            "Kind", list(AlertKind), [*AlertKind].index(alert.kind), key=f"{key}-kind", width=360
        )
        reference = st.text_input(
            "Reference",
            alert.reference,
            TITLE_LENGTH,
            key=f"{key}-reference",
            width=360,
        )
    title = st.text_input("Title", alert.title, ALERT_TITLE_LENGTH, key=f"{key}-title")
    national = kind is AlertKind.NATIONAL
    with st.container(horizontal=True, vertical_alignment="bottom"):
        issued = _day("Issued", alert.issued_on, f"{key}-issued")
        due = _day("Due on CAS", alert.due_on, f"{key}-due") if national else None
        review = None if national else _day("Local review date", alert.review_on, f"{key}-review")
        lead = st.text_input(
            "Lead (a team or a role)", alert.lead, TITLE_LENGTH, key=f"{key}-lead", width=300
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = next(words for words, value in APPLIES.items() if value is alert.applies)
        applies = st.selectbox(
            "Does it apply here?", [*APPLIES], [*APPLIES].index(words), key=f"{key}-applies", width=200
        )
        why = st.text_input("Why it does or does not", alert.applies_why, key=f"{key}-why", width=560)
    changed = replace(
        alert, kind=kind or alert.kind, reference=reference.strip(), title=title.strip(), issued_on=issued, due_on=due, review_on=review,
        lead=lead.strip(), applies=APPLIES[applies or "not decided"], applies_why=why.strip(),
        concerns=_concerns(asking, reader, store, key, alert),
    )  # fmt: skip
    if national:
        changed = _on_cas(changed, key)
    evidence = st.text_area(
        "Evidence: what was done, and where that can be seen",
        alert.evidence,
        key=f"{key}-evidence",
        height=90,
    )
    return replace(changed, evidence=evidence.strip())


def _on_cas(alert: Alert, key: str) -> Alert:
    """What only a National Patient Safety Alert has."""
    offered = [NOT_SAID, *StatusOnCas]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        status = st.selectbox(
            "Status as on CAS",
            offered,
            offered.index(alert.status_on_cas) if alert.status_on_cas in offered else 0,
            key=f"{key}-status",
            width=240,
        )
        operational = st.text_input(
            "Operational lead (a name; it stays at this desk)",
            alert.operational_lead,
            TITLE_LENGTH,
            key=f"{key}-operational",
            width=340,
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        signed_by = st.text_input(
            EXECUTIVE, alert.signed_off_by, TITLE_LENGTH, key=f"{key}-signed-by", width=440
        )
        signed_on = _day("Signed off on", alert.signed_off_on, f"{key}-signed-on")
    return replace(
        alert,
        status_on_cas="" if status in (None, NOT_SAID) else status,
        operational_lead=operational.strip(),
        signed_off_by=signed_by.strip(),
        signed_off_on=signed_on,
    )


def _concerns(asking: Asking, reader: Reader, store: Store, key: str, alert: Alert) -> str:
    """Which incidents it concerns: as a filter without a period, from the one above or from a saved view."""
    offered = {NOT_SAID: ""}
    if alert.concerns:
        offered[f"as now: {concerns_in_words(alert.concerns)}"] = alert.concerns
    if asking.asked.in_words():
        offered[f"the filter above: {asking.asked.in_words()}"] = Aim.of(
            AimedAt.INCIDENTS, asking.asked
        ).query
    for view in work.saved_views(store, reader, work.now_utc()):
        try:
            asked = IncidentFilter.of_link(view.query)
        except FilterNotUnderstood:
            continue
        if asked.in_words():
            offered[f"saved view: {view.name}"] = Aim.of(AimedAt.INCIDENTS, asked).query
    chosen = st.selectbox(
        "Incidents that it concerns", [*offered], 1 if alert.concerns else 0, key=f"{key}-concerns", width=560
    )
    quietly(
        "Set the filter of this page, a drug class or an error type for instance, or choose a saved view: a chart then shows those "
        "incidents before and after the day of issue."
    )
    return offered[chosen or NOT_SAID]


def _day(label: str, day: date | None, key: str) -> date | None:
    chosen = st.date_input(label, day, key=key, format="DD/MM/YYYY", width=170)
    return chosen if isinstance(chosen, date) else None
