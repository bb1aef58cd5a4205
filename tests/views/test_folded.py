"""What is folded away: nothing of it is made while it is closed, and all of it once it is open."""

import pytest
from streamlit.testing.v1 import AppTest

KEY = "how-a-picture"


def page() -> AppTest:
    def script() -> None:
        import streamlit as st

        from dashboard.views.folded import folded
        from dashboard.views.said import say_each

        def contents() -> None:
            st.session_state["made"] = st.session_state.get("made", 0) + 1
            say_each(("Rate = incidents / bed days.", "1 * 2 is *not* slanted."))

        folded("How this is worked out", "how-a-picture", contents)
        st.caption("after it")

    return AppTest.from_function(script)


@pytest.mark.parametrize("is_open", [False, True])
def test_contents_are_made_only_while_it_is_open(is_open: bool) -> None:
    shown = page()
    shown.session_state[KEY] = is_open
    shown.run()
    assert not shown.exception
    said = ["Rate = incidents / bed days.", "1 \\* 2 is \\*not\\* slanted."] if is_open else []
    assert [each.value for each in shown.markdown] == said
    assert ("made" in shown.session_state) is is_open
    assert shown.caption[0].value == "after it"


def test_it_is_closed_until_it_is_opened_and_closes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # conftest.py opens everything
    shown = page().run()
    assert not shown.exception and not shown.markdown
    shown.session_state[KEY] = True
    assert len(shown.run().markdown) == 2
    shown.session_state[KEY] = False
    assert not shown.run().markdown
