"""Which way things point: data only ever moves to the right, and nothing on the right is imported by anything on the left."""

import sys
import tomllib
from collections.abc import Callable, Iterable
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.python_files import (
    BANNED_NAMES,
    LONGEST,
    ROOT,
    PythonFile,
    all_files,
    clock_readings,
    connections,
    holds_sql,
    product_files,
    words_of,
)

JOINS = {"domain", "extracts", "register", "desk", "edition"}
MAY_IMPORT: dict[str, set[str]] = {
    "domain": set(),
    "stats": set(),
    "log_lines": set(),
    "extracts": {"domain"},
    "register": {"domain"},
    "desk": {"domain"},
    "edition": {"domain"},
    "access": {"domain", "desk"},
    "measures": {"domain", "stats"},
    "charts": {"domain", "stats", "measures"},
    "findings": {"domain", "stats", "measures", "charts"},
    "reports": {"domain", "stats", "measures", "charts", "findings"},
    "work": JOINS,
    "made_up_trust": JOINS | {"work"},
    "views": JOINS
    | {"stats", "measures", "charts", "findings", "reports", "access", "work", "made_up_trust", "log_lines"},
    "cli": JOINS
    | {"stats", "measures", "charts", "findings", "reports", "work", "made_up_trust", "log_lines"},
    "__main__": {"cli", "log_lines"},
    "__init__": set(),
    "streamlit_app": {"views"},
    "asgi": {"access", "domain", "log_lines", "views"},
    "dev": set(),
}
"""A layer knows only these others. Views and the command line come last: nothing but their own entry points knows them."""

Rule = Callable[[PythonFile], list[str]]


def broken_in(rule: Rule, files: Iterable[PythonFile]) -> str:
    """Every file that breaks a rule, with what it does; empty when none does."""
    return "\n".join(f"{file.path} {what}" for file in files for what in rule(file))


def points_right(file: PythonFile) -> list[str]:
    if file.layer not in MAY_IMPORT:
        return [f"is a layer of its own ({file.layer}) that tests/test_layers.py does not place yet"]
    too_far = sorted(file.layers_imported() - MAY_IMPORT[file.layer])
    knows = ", ".join(sorted(MAY_IMPORT[file.layer])) or "nothing of ours"
    return [f"imports {name}; {file.layer} knows {knows}" for name in too_far]


def domain_is_standard_library(file: PythonFile) -> list[str]:
    if file.layer != "domain":
        return []
    return [
        f"imports {name}; the domain uses the standard library only"
        for name in sorted(file.libraries_imported() - sys.stdlib_module_names)
    ]


def stats_are_numbers_only(file: PythonFile) -> list[str]:
    if file.layer != "stats":
        return []
    allowed = sys.stdlib_module_names | {"numpy", "scipy"}
    return [
        f"imports {name}; stats use the standard library, numpy and scipy"
        for name in sorted(file.libraries_imported() - allowed)
    ]


def duckdb_files_in_two_layers(file: PythonFile) -> list[str]:
    allowed = {"register": None, "edition": None, "extracts": ":memory:"}
    found = []
    for opened in connections(file):
        if file.layer not in allowed:
            found.append(f"opens DuckDB ({opened}); only register, edition and (in memory) extracts do")
        elif allowed[file.layer] not in (None, opened):
            found.append(f"opens {opened} in DuckDB; extracts work on columns in memory only")
    return found


def _library_in(library: str, layers: set[str], paths: set[str] | None = None) -> Rule:
    def rule(file: PythonFile) -> list[str]:
        if library not in file.libraries_imported() or file.layer in layers or file.path in (paths or set()):
            return []
        where = ", ".join(sorted(layers | (paths or set())))
        return [f"imports {library}, which only {where} may"]

    return rule


sqlite_at_the_desk = _library_in("sqlite3", {"desk"}, {"dev.py"})  # dev.py locks its own .venv with it
streamlit_in_views = _library_in("streamlit", {"views"}, {"streamlit_app.py", "asgi.py"})
plotly_in_charts = _library_in("plotly", {"charts", "reports"}, {"asgi.py", "dashboard/views/take_away.py"})


def sql_in_queries_only(file: PythonFile) -> list[str]:
    return [f"holds SQL, which belongs in queries/: {text[:60]!r}" for text in holds_sql(file)]


def short_enough(file: PythonFile) -> list[str]:
    return [f"has {file.lines} lines; {LONGEST} is the most"] if file.lines > LONGEST else []


def named_by_the_field(file: PythonFile) -> list[str]:
    names = [*file.path.removesuffix(".py").split("/"), *file.defined()]
    return [
        f"names something '{name}'; say what it is in the field's own words"
        for name in names
        if words_of(name) & BANNED_NAMES
    ]


def now_is_an_argument(file: PythonFile) -> list[str]:
    """`work.now_utc` reads the clock, and the log stamps its own lines."""
    if file.path in ("dashboard/work/publishing.py", "dashboard/log_lines.py", "dev.py"):
        return []
    return [f"reads the clock ({name}); `now` is an argument" for name in clock_readings(file)]


def test_layers_import_only_what_is_to_their_left() -> None:
    assert broken_in(points_right, product_files()) == ""


def test_every_layer_that_is_placed_exists_and_every_file_is_placed() -> None:
    """A layer renamed or removed must be renamed here too, so that no rule is left watching nothing."""
    assert {file.layer for file in product_files()} == set(MAY_IMPORT)


def test_domain_uses_the_standard_library_only() -> None:
    assert broken_in(domain_is_standard_library, product_files()) == ""


def test_stats_use_numpy_and_scipy_at_most() -> None:
    assert broken_in(stats_are_numbers_only, product_files()) == ""


def test_duckdb_opens_store_files_in_register_and_edition_only() -> None:
    assert broken_in(duckdb_files_in_two_layers, product_files()) == ""


def test_sqlite_is_used_at_the_desk_only() -> None:
    assert broken_in(sqlite_at_the_desk, product_files()) == ""


def test_streamlit_is_used_in_views_only() -> None:
    assert broken_in(streamlit_in_views, product_files()) == ""


def test_plotly_is_used_in_charts_and_reports_only() -> None:
    assert broken_in(plotly_in_charts, product_files()) == ""


def test_sql_stands_in_queries_only() -> None:
    assert broken_in(sql_in_queries_only, product_files()) == ""


def test_no_python_file_is_too_long() -> None:
    assert broken_in(short_enough, all_files()) == ""


def test_names_are_the_fields_own() -> None:
    assert broken_in(named_by_the_field, all_files()) == ""


def test_the_clock_is_read_in_one_place() -> None:
    assert broken_in(now_is_an_argument, product_files()) == ""


def test_the_product_imports_only_what_it_asks_for_itself() -> None:
    """Neither what tests bring nor what another library happens to bring, which could go with that library's next version."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    direct = {canonicalize_name(Requirement(written).name) for written in asked}
    provided = {
        module: {canonicalize_name(name) for name in names}
        for module, names in metadata.packages_distributions().items()
    }
    own = {"dashboard", "streamlit_app", "asgi", "dev"} | sys.stdlib_module_names
    assert direct <= set().union(*provided.values()), (
        "what is asked for is installed, or nothing is compared here"
    )
    stray = {
        f"{file.path} imports {name}"
        for file in product_files()
        for name in file.libraries_imported() - own
        if not provided.get(name, set()) & direct
    }
    assert stray == set()


BAD = (
    ("dashboard/charts/x.py", "from dashboard.register import imports", points_right),
    ("dashboard/charts/x.py", "from dashboard import edition", points_right),
    ("dashboard/extracts/deep/x.py", "def f():\n    import dashboard.register.file", points_right),
    ("dashboard/extracts/x.py", "from ..edition import ask", points_right),
    ("dashboard/findings/x.py", "from dashboard.edition import ask", points_right),
    ("dashboard/register/x.py", "from dashboard.desk import settings", points_right),
    ("dashboard/cli/importing.py", "from dashboard.views import app", points_right),
    ("dashboard/new_layer/x.py", "", points_right),
    ("dashboard/domain/x.py", "import pyarrow as pa", domain_is_standard_library),
    ("dashboard/stats/x.py", "from pandas import DataFrame", stats_are_numbers_only),
    ("dashboard/views/x.py", "import duckdb\nduckdb.connect('a.duckdb')", duckdb_files_in_two_layers),
    ("dashboard/extracts/x.py", "import duckdb\nduckdb.connect(path)", duckdb_files_in_two_layers),
    ("dashboard/register/x.py", "import sqlite3", sqlite_at_the_desk),
    ("dashboard/findings/x.py", "import streamlit as st", streamlit_in_views),
    ("dashboard/views/x.py", "import plotly.graph_objects as go", plotly_in_charts),
    ("dashboard/views/x.py", "q = '''select n\nfrom incident'''", sql_in_queries_only),
    ("dashboard/views/x.py", "q = f'SELECT {a} FROM t'", sql_in_queries_only),
    ("dashboard/x.py", "a = 1\n" * 401, short_enough),
    ("dashboard/date_utils.py", "", named_by_the_field),
    ("dashboard/x.py", "class StoreManager: ...", named_by_the_field),
    ("dashboard/x.py", "def helper(): ...", named_by_the_field),
    ("dashboard/charts/x.py", "from datetime import date\nday = date.today()", now_is_an_argument),
)


@pytest.mark.parametrize(("path", "text", "rule"), BAD)
def test_the_rules_can_be_broken(path: str, text: str, rule: Rule) -> None:
    assert broken_in(rule, [PythonFile(path, text)]).startswith(path)


GOOD = (
    ("dashboard/charts/x.py", "from dashboard.measures.months import Months", points_right),
    ("dashboard/register/x.py", "from dashboard import __version__", points_right),
    ("dashboard/extracts/x.py", "import duckdb\nduckdb.connect(':memory:')", duckdb_files_in_two_layers),
    ("dashboard/x.py", '"""Select a thing from a list."""', sql_in_queries_only),
    ("dashboard/x.py", "a = 1\n" * 400, short_enough),
    ("dashboard/x.py", "from contextlib import contextmanager", named_by_the_field),
)


@pytest.mark.parametrize(("path", "text", "rule"), GOOD)
def test_the_rules_let_good_files_be(path: str, text: str, rule: Rule) -> None:
    assert broken_in(rule, [PythonFile(path, text)]) == ""
