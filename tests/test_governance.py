"""What the documents say: links lead somewhere, each hazard's tests exist and its risk is the matrix's, numbers are the code's."""

import argparse
import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from dashboard import cli
from dashboard.domain.learning.escalation_rules import many_within_days, never_event_items
from dashboard.domain.learning.record import Kind
from dashboard.domain.reader import Role
from dashboard.domain.settings import BY_NAME
from dashboard.domain.signing_in import ABSOLUTE, IDLE
from dashboard.extracts.limits import BROWSER, MEGABYTE
from dashboard.findings.asking import OLD_AFTER_DAYS
from dashboard.stats.disclosure import HES
from dashboard.stats.effect import FEWEST_BEFORE, fewest_after
from dashboard.views.page_table import PAGES

ROOT = Path(__file__).resolve().parents[1]
GOVERNANCE = ROOT / "docs" / "governance"
REFERENCE = ROOT / "data" / "reference"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), REFERENCE / "README.md"])
"""README, SECURITY, CHANGELOG, all of docs/ and what is said of the reference lists."""

AWAITED: set[str] = set()
"""Commands that the documents name and the command line does not have yet; one that it has must go from here."""


@cache
def written(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def governance(name: str) -> str:
    return written(f"docs/governance/{name}.md")


# Links


def anchors(document: Path) -> set[str]:
    """As Git hosts make them of headings: lower case, signs away, a dash for each space."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def dead_links(document: Path) -> list[str]:
    found = []
    for link in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        if re.match(r"https?:|mailto:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            found.append(link)
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    assert dead_links(document) == []


def test_a_dead_link_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# It stands here, twice\n", encoding="utf-8")
    document = tmp_path / "a.md"
    document.write_text(
        "[a](other.md) [b](other.md#it-stands-here-twice) [c](other.md#elsewhere) [d](gone.md) [e](https://x.example)",
        encoding="utf-8",
    )
    assert dead_links(document) == ["other.md#elsewhere", "gone.md"]


def test_every_page_of_governance_is_in_its_list() -> None:
    listed = set(re.findall(r"\]\((\w+\.md)\)", governance("README")))
    assert listed == {path.name for path in GOVERNANCE.glob("*.md")} - {"README.md"}


# The hazard log


def hazards() -> dict[str, str]:
    parts = re.split(r"^## (H\d+ .+)$", governance("hazard_log"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@cache
def names_of_tests(path: str) -> set[str]:
    tree = ast.parse(written(path))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def missing_tests(text: str) -> list[str]:
    return [
        f"{path}::{name}"
        for path, name in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text)
        if not (ROOT / path).is_file() or name not in names_of_tests(path)
    ]


def test_every_hazard_is_whole_and_its_controls_are_proved_by_tests_that_exist() -> None:
    assert [title.split()[0] for title in hazards()] == [
        f"H{number}" for number in range(1, len(hazards()) + 1)
    ]
    for title, told in hazards().items():
        parts = re.findall(r"^- \*(\w[\w ]*)\*", told, re.MULTILINE)
        assert parts == ["Cause", "Effect", "Controls", "Severity", "Further action"], title
        assert re.search(r"`tests/[\w/]+\.py::test_\w+`", told), f"{title}: nothing proves a control"
        assert missing_tests(told) == [], title


def test_a_test_that_was_renamed_is_noticed() -> None:
    here = "tests/test_governance.py"
    text = f"`{here}::test_a_test_that_was_renamed_is_noticed` `{here}::test_of_old` `tests/test_of_none.py::test_a`"
    assert missing_tests(text) == [f"{here}::test_of_old", "tests/test_of_none.py::test_a"]


def test_every_risk_is_that_of_the_matrix() -> None:
    table = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in governance("hazard_log").splitlines()
        if line.startswith("|") and "---" not in line
    ]
    risks = {
        (likelihood, severity): int(risk)
        for likelihood, *row in table[1:]
        for severity, risk in zip(table[0][1:], row, strict=True)
    }
    assert len(risks) == 25
    for title, told in hazards().items():
        found = re.search(r"\*Severity\* (\w+) · \*likelihood\* ([\w ]+) · \*risk\* (\d)", told)
        assert found, title
        assert risks[found[2], found[1]] == int(found[3]), title
        assert int(found[3]) < 4, f"{title}: a risk that may not stand"


# Numbers and names


CLAIMS = (
    ("SECURITY.md", r"At most (\d+) MB in the browser", BROWSER.file_bytes / MEGABYTE),
    ("docs/governance/data_flow.md", r"at most (\d+) MB", BROWSER.file_bytes / MEGABYTE),
    ("docs/governance/hazard_log.md", r"more than (\d+) days is said to be old", OLD_AFTER_DAYS),
    ("docs/settings.md", r"HES: 1 to (\d+) are too few", HES.few),
    ("docs/methods.md", r"At least (\d+) complete months before", FEWEST_BEFORE),
    ("docs/methods.md", r"At least (\d+) complete months after", fewest_after()),
    ("docs/methods.md", r"\(N = (\d+), D = \d+\)", many_within_days()[0]),
    ("docs/methods.md", r"\(N = \d+, D = (\d+)\)", many_within_days()[1]),
)


@pytest.mark.parametrize(("document", "pattern", "value"), CLAIMS)
def test_numbers_are_those_of_the_code(document: str, pattern: str, value: float) -> None:
    assert {float(number) for number in re.findall(pattern, written(document))} == {value}


def test_an_upload_may_be_as_large_for_the_server_as_for_the_reader_of_files() -> None:
    assert (
        tomllib.loads(written(".streamlit/config.toml"))["server"]["maxUploadSize"]
        == BROWSER.file_bytes / MEGABYTE
    )


def test_the_rule_for_small_numbers_is_the_one_that_is_told() -> None:
    assert BY_NAME["disclosure_rule"].default == "HES"
    assert "HES rule unless the trust chooses" in governance("dpia")


def test_how_long_a_sign_in_lasts_is_told() -> None:
    question = next(line for line in governance("can_we_install_this").splitlines() if line.startswith("4."))
    times = f"{ABSOLUTE.seconds // 3600} hours and {IDLE.seconds // 60} idle minutes"
    assert times in question


def test_who_finds_which_page_is_told() -> None:
    told = {
        page: {role.strip() for role in roles.split(",")}
        for pages, roles in re.findall(
            r"^\| ([A-Z][^|]+) \| ((?:mso|ward link)[^|]*) \|$", written("docs/signing_in.md"), re.MULTILINE
        )
        for page in pages.split(", ")
    }
    assert told == {row.title: {role.value for role in row.roles} for row in PAGES}


def test_what_the_environment_can_say_is_told() -> None:
    """As a table of docs/settings.md: what the program and what it is shipped with read."""
    read = {
        name
        for folder in ("dashboard", "deploy")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
        for name in re.findall(r"\bMEDICATION_[A-Z_]+\b", path.read_text(encoding="utf-8", errors="ignore"))
    }
    assert read == set(re.findall(r"^\| `(MEDICATION_\w+)` \|", written("docs/settings.md"), re.MULTILINE))


def test_every_reference_list_is_told_and_which_list_of_never_events_it_is() -> None:
    told = written("data/reference/README.md")
    listed = set(re.findall(r"`(\w+\.csv)`", "\n".join(re.findall(r"^\| `.*", told, re.MULTILINE))))
    assert listed == {path.name for path in REFERENCE.glob("*.csv")}
    items = sorted({each.item for each in never_event_items()})
    (version,) = {each.list for each in never_event_items()}
    for document in (told, written("docs/methods.md")):
        assert version in document and f"items {items[0]} to {items[-1]}" in document


def test_every_command_stands_in_the_list_of_the_readme() -> None:
    parser = cli._parser()
    (choices,) = [each.choices for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    listed = re.search(r"`python -m dashboard --help` \(([^)]+) on a small table", written("README.md"))
    assert listed and set(re.findall(r"[a-z][a-z-]+", listed[1])) == set(choices)


def test_every_role_is_named() -> None:
    question = next(line for line in governance("can_we_install_this").splitlines() if line.startswith("3."))
    named = re.search(r"Six roles \(([^)]+)\)", question)
    assert named and {name.strip().lower() for name in named[1].split(",")} == {role.value for role in Role}
    assert len(Role) == 6


def test_ten_questions_have_ten_sentences() -> None:
    lines = [line for line in governance("can_we_install_this").splitlines() if re.match(r"\d+\. ", line)]
    assert len(lines) == 10
    for line in lines:
        question, _, answer = line.partition("?** ")
        assert question and answer.endswith("."), line
        assert not re.search(r"[.?!]\s", answer), f"more than one sentence: {answer}"


def test_commands_that_are_named_exist() -> None:
    parser = cli._parser()
    (choices,) = [each.choices for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    named = {
        command
        for document in [ROOT / "SECURITY.md", *GOVERNANCE.glob("*.md")]
        for command in re.findall(r"`python -m dashboard ([\w-]+)", document.read_text(encoding="utf-8"))
    }
    assert named - set(choices) <= AWAITED
    assert not AWAITED & set(choices), "it is there: take it from AWAITED"


EXCUSED_BY_NAME = {
    "empty-table-header": "the empty heading of a\n  column",
    "presentation-role-conflict": "the nameless role of the place",
}


def test_what_axe_is_told_to_excuse_is_said() -> None:
    tree = ast.parse(written("tests/browser/test_accessible.py"))
    (excused,) = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "EXCUSED"
    ]
    assert excused.keys() == EXCUSED_BY_NAME.keys()
    assert all(words in governance("accessibility_statement") for words in EXCUSED_BY_NAME.values())


# What is held of an incident


TOLD = {
    "day and time of the incident": "occurred_earliest occurred_latest occurred_precision occurred_as_written occurred_time",
    "day reported": "reported_on",
    "site, division, ward": "site division location",
    "harm levels": "harm_level psychological_harm near_miss first_harm_level",
    "stage, error type, medicines": "stages error_types medicines medicine_list",
    "reporter's staff group": "reporter_group",
    "status": "status",
    "duty of candour as recorded": "duty_of_candour",
    "Never Event as recorded": "never_event",
    "whether a Yellow Card reference is recorded": "yellow_card",
    "the incident system's own reference": "source reference revision link_references points_to",
    "words that no list knows yet": "unplaced",
}
"""Words of the DPIA: the columns of an incident that they tell of."""

OURS = {"import_id", "row_count", "n", "revision_id", "standing"}
"""Columns that the program makes itself, which say nothing of anybody."""


def columns_of(table: str, store: str) -> set[str]:
    """Of every format of this store, by its written schemas."""
    found = set()
    for path in sorted((ROOT / "queries" / "schema").glob(f"{store}_*.sql")):
        schema = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
        for body in re.findall(rf"create table {table} \((.*?)\n\);", schema, re.DOTALL):
            found |= set(re.findall(r"^\s+\"?(\w+)\"? \w", body, re.MULTILINE))
        found |= set(re.findall(rf"alter table {table} add column \"?(\w+)", schema))
    return found


@pytest.mark.parametrize(("table", "store"), [("revision", "register"), ("incident", "edition")])
def test_the_data_protection_assessment_tells_every_column_of_an_incident(table: str, store: str) -> None:
    columns = columns_of(table, store)
    assert {"harm_level", "reported_on", "location"} <= columns, "the schema was not read"
    told = {
        column for words, names in TOLD.items() if words in governance("dpia") for column in names.split()
    }
    assert columns - told - OURS == set(), (
        "a column of an incident that docs/governance/dpia.md does not tell"
    )


RECORDS_TOLD = {
    "learning cards, safety actions, alerts: texts": (Kind.CARD, Kind.ACTION, Kind.ALERT),
    "its operational lead and the executive who signed it off": (Kind.ALERT,),
    "escalations: by the incident's number": (Kind.ESCALATION,),
    "statements of assurance, with the name": (Kind.STATEMENT,),
    "contacts and registrations of the post (name, address, telephone, note)": (Kind.CONTACT,),
}
"""Words of the DPIA: the kinds of records of the learning loop that they tell of."""

OF_NOBODY = {Kind.OWN_RULE, Kind.CHECKLIST, Kind.RECURRING}
"""Kinds that are about the work and about no incident and nobody."""


def test_the_data_protection_assessment_tells_every_kind_of_record_that_is_about_somebody() -> None:
    told = {kind for words, kinds in RECORDS_TOLD.items() if words in governance("dpia") for kind in kinds}
    assert told | OF_NOBODY == set(Kind)
