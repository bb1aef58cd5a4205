"""A mark that was chosen on a page: its sentence, its link and its short list, until something else is asked."""

import pytest

from dashboard.charts.marks import Mark, Marks
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.edition import close_editions
from dashboard.views import chosen
from dashboard.views.chosen import CHOSEN, Chosen
from dashboard.views.page import FRAME
from tests.built_once import BuiltOnce
from tests.views.driven_pages import page_of, words_of

HERE, THERE, LINE = Mark("a point", 3, {}), Mark("a cell", 4, {}), Mark("a line", 7, {})


@pytest.mark.parametrize(
    ("where", "mark"),
    [(("point", 2, 1), HERE), (("point", 2, 2), None), (("row", 5), LINE), (("cell", 5, "Low"), THERE),
     (("cell", 5, "Month"), LINE), (("row", 6), None)],
)  # fmt: skip
def test_a_cell_without_a_mark_of_its_own_stands_for_its_row(
    where: tuple[str | int, ...], mark: Mark | None
) -> None:
    marks = Marks({(2, 1): HERE}, {5: LINE}, {(5, "Low"): THERE})
    assert Chosen("k", where, "Title", 1, IncidentFilter()).mark(marks) == mark


def test_what_is_chosen_is_told_listed_and_linked_until_something_else_is_asked(
    built_once: BuiltOnce, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = built_once.copied_beside(tmp_path_factory.mktemp("chosen") / "store")
    monkeypatch.setenv("MEDICATION_STORE", str(store.root))
    page = page_of("classes", frame=True)
    assert "incidents: Opioids." not in words_of(page)
    before = len(page.dataframe)
    asking = page.session_state[FRAME].asking
    counts = {row.drug_class: row.incidents for row in asking.rows("incidents_by_drug_class")}
    title = page.session_state[chosen.DRAWN].titles["drug-classes-ranked"]

    def choose(name: str) -> None:
        ranked = sorted(
            counts, key=lambda each: (each.startswith(("No med", "Medicine not")), -counts[each], each)
        )
        where = ("point", 0, ranked.index(name))
        page.session_state[CHOSEN] = Chosen(
            "drug-classes-ranked", where, title, asking.edition.edition_id, asking.asked
        )
        page.run()
        assert not page.exception

    choose("Opioids")
    assert f"{counts['Opioids']:,} incidents: Opioids." in words_of(page)
    assert len(page.dataframe) == before, "too many to list"
    few = next(name for name, count in counts.items() if 1 < count <= 20)
    choose(few)
    assert f"{counts[few]:,} incidents: {few}." in words_of(page)
    assert len(page.dataframe) == before + 1
    assert counts[few] in [len(each.value) for each in page.dataframe]
    page.query_params["from"], page.query_params["until"] = "2026-01-01", "2026-09-30"
    page.run()
    assert not page.exception and f"incidents: {few}." not in words_of(page)
    close_editions(store.made_up_trust())
