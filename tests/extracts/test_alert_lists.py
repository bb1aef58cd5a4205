"""A list of alerts as people keep one: every row is taken, repeated or refused with its number, and no date is guessed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dashboard.domain.extract import RefusedFile
from dashboard.domain.learning.alert import AlertKind, AlertsRead
from dashboard.extracts.alerts import LIST, read_alerts
from dashboard.extracts.reading import stage_bytes
from tests.parsed_here import parsing_in_a_process

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
DIRTY = (
    "\ufeffAlerts kept by pharmacy;;;;;;\n"
    "CAS ref.;Description;Type;Date issued;Deadline;CAS status;Closed\n"
    "NatPSA/2026/001/NHSPS;Potassium, concentrated;;05/02/2026;05/06/2026;action complete;\n"  # 3
    "natpsa/2026/001/nhsps ;The same again;National Patient Safety Alert;;;;\n"  # 4
    'EL(26)A/07;"=HYPERLINK(""http://x"")";Class 2 recall;3 Mar 2026;30/04/2027;;01/05/2026\n'  # 5
    "EL(26)A/08;No kind is said;;;;;\n"  # 6
    "X1;The month first;Local;02/25/2026;;;\n"  # 7
    ";No reference;Network;;;;\n"  # 8
    ";;;;;;\n"
    "X2;;Local;;;;\n"  # 10
    "X3;A year;Local;2026;;;\n"  # 11
    "X4;Tomorrow;Local;27/11/2026;;;\n"  # 12
    "X5;Far away;Local;;01/01/2037;;\n"  # 13
    "X6;No such status;Local;;;lost;\n"  # 14
    "NatPSA/2026/002/MHRA;Closed by the list;Class 1;;;;01/03/2026\n"  # 15
    "CLMR(26)A/01;A firm's own;Company-led medicines recall;;;;\n"  # 16
)


def read(
    folder: Path, text: str | bytes, name: str = "list.csv", unsaid: AlertKind | None = None
) -> AlertsRead:
    content = text.encode() if isinstance(text, str) else text
    found = read_alerts(stage_bytes(content, folder), name, now=NOW, unsaid=unsaid)
    assert isinstance(found, AlertsRead), found
    return found


def test_a_dirty_list_is_read_row_by_row_and_no_row_is_lost(tmp_path: Path) -> None:
    found = read(tmp_path, DIRTY)
    assert found.sheet.delimiter == "semicolon" and found.rows == 13
    assert [(each.row, each.alert.kind.name, each.alert.title) for each in found.taken] == [
        (3, "NATIONAL", "Potassium, concentrated"),
        (5, "RECALL", '=HYPERLINK("http://x")'),
        (8, "NETWORK", "No reference"),
        (15, "NATIONAL", "Closed by the list"),
        (16, "COMPANY", "A firm's own"),
    ]
    first, recall, *_ = (each.alert for each in found.taken)
    assert (first.issued_on, first.due_on, first.status_on_cas) == (
        date(2026, 2, 5),
        date(2026, 6, 5),
        "Action completed",
    )
    assert (recall.issued_on, recall.due_on, recall.review_on, recall.closed_on) == (
        date(2026, 3, 3), None, date(2027, 4, 30), date(2026, 5, 1),
    )  # fmt: skip
    assert found.taken[3].alert.closed_on is None, "a national alert is closed with its sign-off alone"
    assert [(each.row, each.why) for each in found.repeated] == [(4, "its reference stands in row 3 already")]
    assert {each.row: each.why for each in found.refused} == {
        6: "it does not say of which kind it is, and its reference does not tell",
        7: "its date of issue has a month above 12: dates are read with the day first",
        10: "it has no title",
        11: "its date of issue is a year and no day",
        12: "its date of issue is in the future",
        13: "its due date is more than 10 years ahead",
        14: "its status is none of CAS (Acknowledged, Assessing relevance, Action required: ongoing, Action not required, Action completed)",
    }
    assert [note.split(":")[0] for note in found.notes] == [
        "Only a National Patient Safety Alert has a date on CAS",
        "A National Patient Safety Alert is closed here with its executive sign-off, which no list gives",
    ]


def test_rows_that_do_not_say_their_kind_get_the_one_that_is_said_for_them(tmp_path: Path) -> None:
    found = read(tmp_path, DIRTY, unsaid=AlertKind.MHRA)
    assert {each.row: each.alert.kind for each in found.taken}[6] is AlertKind.MHRA
    assert found.taken[0].alert.kind is AlertKind.NATIONAL, "its reference tells"


def test_a_column_with_the_month_first_gives_no_date_at_all(tmp_path: Path) -> None:
    pasted = "Reference\tTitle\tType\tIssued\nA\tB\tlocal\t02/01/2026\nC\tD\tlocal\t02/13/2026\nE\tF\tlocal\t2026-03-25\n"
    found = read(tmp_path, pasted, "what-was-pasted.csv")
    assert found.sheet.delimiter == "tab"
    assert [(each.row, each.alert.issued_on) for each in found.taken] == [(4, date(2026, 3, 25))]
    assert [each.row for each in found.refused] == [2, 3]
    assert "fits only with the month first" in found.refused[0].why


def test_too_long_a_title_is_refused_and_not_cut(tmp_path: Path) -> None:
    found = read(tmp_path, f"Title,Kind\n{'a' * 250},Local\n{'b' * 251},Local\n")
    assert [len(each.alert.title) for each in found.taken] == [250]
    assert [each.why for each in found.refused] == ["its title holds 251 letters and at most 250 are kept"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"just some words", "was not understood as a list of alerts"),
        (b"Reference,Issued\nA,01/02/2026\n", "a heading for the title"),
        (b"", "is empty"),
        (b"Title,Kind\n" + b"a,Local\n" * (LIST.rows + 1), "the limits are 300"),
        (b"%PDF-1.7 not a list", "is named like a CSV file"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    found = read_alerts(stage_bytes(content, tmp_path), "list.csv", now=NOW)
    assert isinstance(found, RefusedFile) and says in found.sentence


def test_the_bytes_are_parsed_in_the_limited_process_with_the_same_answer(tmp_path: Path) -> None:
    here = read(tmp_path / "here", DIRTY)
    with parsing_in_a_process():
        assert read(tmp_path / "apart", DIRTY) == here


def test_notes_that_are_longer_than_what_is_kept_refuse_their_row_alone(tmp_path: Path) -> None:
    """Else the taking in would stop at this row, with those above it kept."""
    found = read(
        tmp_path, f"Reference,Title,Kind,Notes\nA,x,Local,{'n' * 4000}\nB,y,Local,{'n' * 4001}\nC,z,Local,\n"
    )
    assert [each.row for each in found.taken] == [2, 4]
    assert [(each.row, each.why) for each in found.refused] == [
        (3, "its notes hold 4,001 letters and at most 4,000 are kept")
    ]
