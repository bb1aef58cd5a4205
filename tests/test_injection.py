"""Nothing that a person writes is ever a part of a query: 500 attempts come back as the text that they are, and no query is put together.

The attempts are written after the kinds that tools for finding such holes try: an end of the text, a condition or a statement, and a
comment over the rest.
"""

import ast
from itertools import product
from urllib.parse import urlencode

import pytest

from dashboard import desk, register, work
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.profile import PlacedWord, Profile
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.saved_view import SavedView
from dashboard.domain.words import SourceSystem
from dashboard.edition import ask
from tests.made_up_incidents import NOW, TrustUnderTest, datix
from tests.python_files import product_files

ENDS = ("", "'", '"', "')", "'))", '")', "]}", "';", '");', "$$")
TRIES = (
    "or 1=1", "or 'a'='a", "and 1=0", "union select 1,2,3", "union all select null from incident", "; drop table incident",
    "; delete from incident", "; update store set made_up=true", "; attach 'x.db'", "; copy incident to 'x.csv'",
    "; select * from read_csv('/etc/passwd')", "|| (select version())", "order by 99", "limit 0", "; checkpoint", "; install httpfs",
    "; pragma database_list", "is not null", "like '%'", "; set lock_configuration=false", "having 1=1", "; call pragma_version()",
    "; create table x as select 1", "between 0 and 9", "in (select location from incident)",
)  # fmt: skip
AFTER = ("--", "/*")
ATTEMPTS = [
    f"W {end} {attempt} {after}".replace("  ", " ") for end, attempt, after in product(ENDS, TRIES, AFTER)
]
TEXT_FIELDS = (
    "site",
    "division",
    "drug_class",
    "medicine",
    "high_risk",
    "stage",
    "error_type",
    "harm",
    "reporter_group",
    "source",
)


def test_there_are_five_hundred_attempts() -> None:
    assert len({attempt.lower() for attempt in ATTEMPTS}) == 500


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> TrustUnderTest:
    """Each attempt is the ward of one incident, and stands in every other column of it that takes a text."""
    made = TrustUnderTest(tmp_path_factory.mktemp("attempts"))
    made.take(
        datix(
            *(
                {
                    "ID": f"A{number}",
                    "Incident date": "03/02/2026",
                    "Site": "Northgate",
                    "Location (exact)": attempt,
                    "Severity": attempt,
                    "Stage of medication error": attempt,
                    "Medication error": attempt,
                    "Drug administered": attempt,
                    "Reporter staff group": attempt,
                }
                for number, attempt in enumerate(ATTEMPTS)
            )
        )
    )
    return made


def incidents(trust: TrustUnderTest, asked: IncidentFilter) -> int:
    assert trust.edition
    found = ask("incidents_by_month", asked, SINGLE_USER, store=trust.store, edition_id=trust.edition)
    return sum(row.incidents for row in found)


def test_each_attempt_is_a_ward_like_any_other(trust: TrustUnderTest) -> None:
    assert incidents(trust, IncidentFilter()) == 500
    one_by_one = ATTEMPTS[::5]
    counted = {
        attempt: incidents(trust, IncidentFilter.from_query(urlencode({"location": attempt})))
        for attempt in one_by_one
    }
    assert {attempt: count for attempt, count in counted.items() if count != 1} == {}
    assert incidents(trust, IncidentFilter(location=tuple(ATTEMPTS))) == 500
    for field in TEXT_FIELDS:
        assert incidents(trust, IncidentFilter(**{field: tuple(ATTEMPTS)})) == 0, field
    assert incidents(trust, IncidentFilter()) == 500


def test_each_attempt_is_kept_as_a_heading_a_word_and_a_view_and_changes_nothing_else(
    trust: TrustUnderTest,
) -> None:
    profile = Profile(
        "Attempts", SourceSystem.DATIX, tuple(ATTEMPTS), tuple((each, None) for each in ATTEMPTS)
    )
    work.save_profile(trust.store, SINGLE_USER, profile, NOW)
    (kept,) = desk.profiles(trust.store, SINGLE_USER, NOW)
    assert kept.headings == profile.headings and kept.columns == profile.columns
    words = [PlacedWord("harm", SourceSystem.DATIX, attempt, "") for attempt in ATTEMPTS]
    register.place_words(trust.store, SINGLE_USER, words, NOW)
    placed = {each.written for each in register.placed_words(trust.store, SINGLE_USER, NOW)}
    assert placed <= set(ATTEMPTS) and len(placed) == len(TRIES), "signs do not tell words apart"
    for attempt in ATTEMPTS[::10]:
        work.save_view(
            trust.store, SINGLE_USER, SavedView(attempt, "overview", urlencode({"location": attempt})), NOW
        )
    views = desk.saved_views(trust.store, SINGLE_USER, NOW)
    assert {view.name for view in views} == set(ATTEMPTS[::10])
    assert register.check(trust.store, SINGLE_USER, NOW) == []
    work.publish(trust.store, SINGLE_USER, NOW)
    assert len(register.imports(trust.store, SINGLE_USER, NOW)) == 1


NAMES_OF_QUERIES = {
    "dashboard/desk/file.py": {"statement"},  # a script of the formats, cut into its statements
    "dashboard/desk/marks.py": {"statement"},  # one of two files
    "dashboard/edition/ask.py": {"wanted.sql"},  # the question's file
    "dashboard/register/publish.py": {"stale"},  # one file
}


def put_together(path: str, tree: ast.AST) -> list[str]:
    """What is run as a query and is neither a text of the program nor a file of queries/."""
    strange = []
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args:
            if call.func.attr not in ("execute", "executemany", "executescript", "sql", "query"):
                continue
            (query, *_) = call.args
            parts = (query.body, query.orelse) if isinstance(query, ast.IfExp) else (query,)
            for part in parts:
                known = isinstance(part, ast.Constant) or ast.unparse(part).startswith("written_sql(")
                if not known and ast.unparse(part) not in NAMES_OF_QUERIES.get(path, ()):
                    strange.append(f"{path}:{call.lineno} {ast.unparse(part)}")
    return strange


def test_no_query_is_put_together() -> None:
    assert [each for file in product_files() for each in put_together(file.path, file.tree)] == []
    seen = put_together(
        "x.py", ast.parse("c.execute(f'select {a}'); c.execute('a' + b); c.execute(text % a)")
    )
    assert len(seen) == 3, "the rule sees them"
