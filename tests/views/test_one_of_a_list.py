"""How wide the columns of a list are drawn, and the one record of it that is opened."""

from datetime import date

from streamlit.testing.v1 import AppTest

from dashboard.charts.frame import Table
from dashboard.views.widths import PAGE, fitted
from tests.views.driven_pages import words_of

SHORT = Table(("Action", "Title"), ((1, "Label"),))
LONG = Table(
    ("Action", "Title", "State", "Owner", "Due", "Past due", "Strength", "Answers"),
    ((3, "Anticoagulant doses on the transfer sheet of every ward", "under way", "Managers of Wards 7 and 12", date(2026, 9, 30),
      "by 57 days", "intermediate", "card 2, alert 1"),),
)  # fmt: skip


def test_a_list_that_is_wider_than_the_page_is_drawn_within_it_and_no_column_is_lost() -> None:
    assert fitted(SHORT) is None, "what fits is left to draw itself"
    found = fitted(LONG)
    assert found is not None
    widths, height = found
    assert tuple(widths) == LONG.columns and sum(widths.values()) <= PAGE
    assert widths["Due"] == 98 and widths["Past due"] >= len("by 57 days") * 7, "what is short is not cut"
    assert widths["Title"] < len("Anticoagulant doses on the transfer sheet of every ward") * 7
    assert height == 80, "three lines and the margins"


def list_of_two() -> None:
    import streamlit as st

    from dashboard.views.learning.one_of import opened_of

    st.write(f"opened {opened_of('card', 'learning card', {3: 'Card 3', 4: 'Card 4'})}")


def test_one_is_opened_by_link_or_by_hand_and_closed_by_emptying_the_control() -> None:
    page = AppTest.from_function(list_of_two).run()
    assert "opened None" in words_of(page)
    page.query_params["card"] = "4"
    assert "opened 4" in words_of(page.run())
    page.selectbox(key="card-opened").set_value(3).run()
    assert "opened 3" in words_of(page) and page.query_params["card"] == "3"
    page.selectbox(key="card-opened").set_value(None).run()
    assert "opened None" in words_of(page) and "card" not in page.query_params
    page.query_params["card"] = "7<b>"
    assert "There is no learning card 7" in words_of(page.run())
