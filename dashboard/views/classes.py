"""Drug classes: trends first, then the ranking, the Pareto chart, stages and harm by class, the medicines
inside a class, what was given instead."""

import streamlit as st

from dashboard.domain.store import OlderEdition
from dashboard.extracts.medicines import reference
from dashboard.findings import class_crossed, class_ranking, classes, harm
from dashboard.findings.asking import Asking
from dashboard.findings.given_instead import pairs_given_instead
from dashboard.views.page import open_page
from dashboard.views.picture import show, show_table
from dashboard.views.said import quietly, say
from dashboard.views.take_away import csv_of_table

TRENDS = 12


def render() -> None:
    asking = open_page(classes.title_of)
    if asking is None:
        return
    mix = harm.mix_of_period(asking)
    trends = classes.class_trends(asking)
    if len(asking.months) > 1 and trends.series:
        show(classes.trends_picture(asking, trends, TRENDS))
    elif not len(asking.months):
        quietly("No monthly trend can be drawn: of these incidents no full date is known.")
    elif len(asking.months) == 1:
        quietly("One month has no trend: its counts are ranked here.")
    ranking = classes.class_ranking(asking, mix.all_incidents)
    show(class_ranking.ranked_picture(asking, ranking))
    if ranking.ranked:
        show(class_ranking.pareto_picture(asking, ranking))
        show(class_crossed.stages_picture(asking, class_crossed.classes_and_stages(asking), ranking))
        show(class_crossed.harm_picture(asking, class_crossed.classes_and_harm(asking), ranking, mix))
        _inside(asking, [item.name for item in ranking.ranked])
    else:
        say(classes.nothing_classed(asking))
    _given_instead(asking)


def _inside(asking: Asking, names: list[str]) -> None:
    st.header(f"Medicines inside a {asking.class_by.in_short}", anchor=False)
    chosen = st.selectbox(asking.class_by.label, names, key=f"class-inside-{asking.class_by}", width=360)
    show(class_ranking.medicines_picture(asking, chosen or names[0]), level=3)


def _given_instead(asking: Asking) -> None:
    title = "Medicines given instead of those intended"
    st.header(title, anchor=False)
    try:
        found = pairs_given_instead(asking, reference().are_look_alikes)
    except OlderEdition as older:
        quietly(str(older))
        return
    say(found.sentence)
    if found.table.rows:
        show_table(found.table, alt=title)
        csv_of_table("given-instead", title, found.table, asking.standing)
