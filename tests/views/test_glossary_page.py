"""The page of methods and glossary: all terms, a search, a link that opens on its term, and one section at a time."""

from streamlit.testing.v1 import AppTest

from dashboard.domain.glossary import glossary, methods


def page_at(**link: str) -> AppTest:
    def script() -> None:
        from dashboard.views import glossary

        glossary.render()

    page = AppTest.from_function(script, default_timeout=60)
    for key, value in link.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def test_all_terms_are_shown_then_what_is_searched_for_then_nothing() -> None:
    page = page_at()
    assert page.markdown[0].value.count("\n\n") == len(glossary()) - 1
    page.text_input[0].set_value("no such word").run()
    assert "Nothing is said of" in page.markdown[0].value
    page.text_input[0].set_value("penicillin").run()
    assert [each.value for each in page.header] == ["Methods"]
    assert page.query_params["term"] == "penicillin"


def test_a_link_opens_on_its_term_and_methods_come_one_section_at_a_time() -> None:
    page = page_at(term="Special cause")
    assert page.markdown[0].value.startswith("**Special cause**: a month that")
    page.text_input[0].set_value("").run()
    page.segmented_control[0].set_value("Methods").run()
    assert [each.value for each in page.header] == [methods()[0].title]
    assert page.markdown[0].value == "\n\n".join(methods()[0].paragraphs)
