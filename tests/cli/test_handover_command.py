"""A handover written and taken over on the command line, and what refuses."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from dashboard import desk
from dashboard.domain.dated import DatedKind, DatedRecord
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.cli.command_line import dashboard_here
from tests.made_up_incidents import NOW


def test_a_handover_goes_from_one_store_to_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    assert (
        "There is nothing to hand over"
        in dashboard_here("handover", "--out", tmp_path / "p.zip", store=old).sentence
    )
    record = DatedRecord(DatedKind.BREAK, date(2026, 4, 1), "New form", "It asks for more")
    desk.add_dated_record(Store(old), SINGLE_USER, record, NOW)
    written = dashboard_here("handover", "--out", tmp_path / "p.zip", store=old)
    assert (
        written.out
        == f"{tmp_path / 'p.zip'} holds 1 decision and no incidents; its README.md is for whoever comes next.\n"
    )
    assert zipfile.ZipFile(tmp_path / "p.zip").testzip() is None and not (tmp_path / "p.zip.part").exists()
    audit = desk.audit_trail(Store(old), SINGLE_USER, NOW)[0]
    told = (audit.act, audit.subject, audit.detail)
    assert told == ("export", "handover pack", "file=zip&profile=internal&rows=1")
    taken = dashboard_here("take-over", tmp_path / "p.zip", store=new)
    assert taken.out == "Taken over: 1 annotation or break. Import the trust's listings now.\n"
    assert desk.dated_records(Store(new), SINGLE_USER, NOW) == [record]
    again = dashboard_here("take-over", tmp_path / "p.zip", store=new).sentence
    assert "taken over by an empty store only, and this one holds 1 annotation or break" in again
    (tmp_path / "bad.zip").write_bytes((tmp_path / "p.zip").read_bytes()[:900])
    refused = dashboard_here("take-over", tmp_path / "bad.zip", store=tmp_path / "third").sentence
    assert refused.startswith("bad.zip is damaged or was cut short")
    noted = len(desk.audit_trail(Store(old), SINGLE_USER, NOW))
    nowhere = dashboard_here("handover", "--out", tmp_path / "no" / "p.zip", store=old).sentence
    assert "cannot be written" in nowhere
    assert len(desk.audit_trail(Store(old), SINGLE_USER, NOW)) == noted + 1, "noted before it is written"
