"""Drug classes: trends first, then the ranking, the Pareto chart, and the medicines inside a class."""

import streamlit as st

from dashboard.findings import classes, harm
from dashboard.views.page import open_page
from dashboard.views.picture import show
from dashboard.views.said import quietly, say

TRENDS = 12


def render() -> None:
    asking = open_page("Drug classes of the medicines involved")
    if asking is None:
        return
    total = harm.mix_of_period(asking).all_incidents
    trends = classes.class_trends(asking)
    if len(asking.months) and trends.series:
        show(classes.trends_picture(asking, trends, TRENDS))
    else:
        quietly("No monthly trend can be drawn: of these incidents no full date is known.")
    ranking = classes.class_ranking(asking, total)
    show(classes.ranked_picture(asking, ranking))
    quietly(classes.adds_up_words(ranking))
    if not ranking.ranked:
        say("No medicine of a known class is named, so there is no Pareto chart and no list of medicines.")
        return
    show(classes.pareto_picture(asking, ranking))
    st.header("Medicines inside a class", anchor=False)
    names = [item.name for item in ranking.ranked]
    chosen = st.selectbox("Drug class", names, key="class-inside", width=360)
    show(classes.medicines_picture(asking, chosen or names[0]), level=3)
