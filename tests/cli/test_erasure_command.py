"""Erasure, retention and the place of the store on the command line."""

from datetime import date
from pathlib import Path

import pytest

from dashboard import desk, work
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.work.privacy import place
from tests.cli.command_line import REFUSED, Answer, dashboard_here
from tests.made_up_incidents import NOW, TrustUnderTest, datix, one


def test_an_incident_is_told_first_and_erased_on_yes(trust: TrustUnderTest) -> None:
    trust.take(datix(one("W1", on="05/09/2025"), one("W2"), run_on=date(2025, 9, 20)))
    trust.close()
    (trust.root / "backups" / "backup-0001").mkdir(parents=True)
    Path(f"{trust.store.register}.format-4").write_bytes(b"an older register")

    def run(*words: str) -> Answer:
        return dashboard_here(*words, store=trust.root)

    told = run("erase", "datix", "W1", "--reason", "asked for")
    assert told.status == 0 and "Datix W1: September 2025, Northgate" in told.out and "say --yes" in told.out
    assert run("erase", "datix", "W7", "--reason", "asked for").status == REFUSED
    done = run("erase", "datix", "W1", "--reason", "asked for", "--yes")
    assert done.status == 0, done.err
    assert "1 edition that held it was withdrawn and written again without it: 1 as 2." in done.out
    assert "1 copy from before an upgrade was deleted" in done.out and "backup-0001" in done.out
    assert not Path(f"{trust.store.register}.format-4").exists()
    for words in (
        ("ask", "incidents_by_month", "--edition", "1"),
        ("compare", "--edition", "1"),
        ("report", "--template", "monthly", "--out", "pack.pdf", "--edition", "1"),
    ):
        refused = run(*words)
        assert refused.status == REFUSED and "Edition 1 was withdrawn on" in refused.err, words
    lines = [each for each in desk.audit_trail(trust.store, SINGLE_USER, NOW) if each.act == "erase incident"]
    assert [(each.subject, each.detail) for each in lines] == [("1 record", "asked for")]
    assert "W1" not in str(desk.audit_trail(trust.store, SINGLE_USER, NOW))
    purge = run("purge", "--dry-run")
    assert purge.status == 0 and "and none is older" in purge.out


def test_a_store_in_a_synchronised_folder_waits_for_a_yes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "OneDrive - A Trust" / "store"
    refused = dashboard_here("settings", store=root)
    assert refused.status == REFUSED and "OneDrive synchronises" in refused.err and not root.exists()
    assert dashboard_here("store", "accept", store=root).status == REFUSED
    agreed = dashboard_here("store", "accept", "--reason", "agreed with IG on 3 June", store=root)
    assert agreed.status == 0 and "agreed with IG on 3 June" in agreed.out
    assert dashboard_here("settings", store=root).status == 0
    (line,) = desk.audit_trail(Store(root), SINGLE_USER, NOW)
    assert (line.act, line.subject) == ("agree to where the store lies", "synced: OneDrive")
    # what was said of one place is not said of another
    moved = root.parent.parent / "Dropbox" / "store"
    moved.parent.mkdir()
    root.rename(moved)
    assert dashboard_here("settings", store=moved).status == REFUSED
    monkeypatch.setenv(place.AGREED, "agreed when it was set up")
    assert dashboard_here("settings", store=moved).status == 0
    assert work.agreed(Store(moved)) is not None
    safe = dashboard_here("store", "accept", "--reason", "x", store=tmp_path / "here")
    assert safe.status == REFUSED and "nothing has to be agreed" in safe.err
