"""`benchmark` and its neighbours: a draft is refused, a released edition is written, read back and noted; packs of others."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import desk, work
from dashboard.domain.reader import SINGLE_USER
from dashboard.reports.benchmark_csv import benchmark_csv
from tests.cli.command_line import dashboard_here
from tests.made_up_incidents import NOW, TrustUnderTest
from tests.reports.made_up_benchmark_packs import made_up_pack
from tests.reports.small_trust import small_trust


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrustUnderTest]:
    trust = small_trust(tmp_path_factory.mktemp("benchmark") / "store")
    yield trust
    trust.close()


def test_a_pack_from_a_draft_to_the_file(trust: TrustUnderTest, tmp_path: Path) -> None:
    out = tmp_path / "pack.csv"
    refused = dashboard_here("benchmark", "--out", out, "--edition", 2, store=trust.root)
    assert refused.sentence.startswith(
        "A benchmark pack is made of a released edition only: release edition 2 first"
    )
    assert "no released edition" in dashboard_here("benchmark", "--out", out, store=trust.root).sentence
    assert not out.exists()
    work.release_edition(trust.store, SINGLE_USER, 2, NOW, "")
    answer = dashboard_here("benchmark", "--out", tmp_path, "--json", "--type", "acute", store=trust.root)
    written = tmp_path / "benchmark-rxx-edition-2.csv"
    assert answer.told["file"] == str(written) and answer.told["edition"] == 2
    rows = [*csv.DictReader(io.StringIO(written.read_bytes().decode("utf-8-sig")))]
    assert len(rows) == answer.told["rows"]
    totals = {
        row["period"]: (row["incidents"], row["rate_per_1000_bed_days"])
        for row in rows
        if {row["drug_class"], row["stage"], row["error_type"], row["harm_level"]} == {"All"}
    }
    # by hand: 12 incidents are shown as 10, of 1,500 bed days 6.67; 20 are 13.33. No financial year is whole.
    assert totals == {f"2026-M{n:02}": ("10", "6.67") for n in range(3, 9)} | {"2026-M09": ("20", "13.33")}
    harmful = [
        row["state"] for row in rows if row["harm_level"] == "moderate_and_above" and row["stage"] == "All"
    ]
    assert harmful == ["too few to show"] * 7, "one in each month"
    again = tmp_path / "again.csv"
    assert dashboard_here("benchmark", "--out", again, "--type", "acute", store=trust.root).status == 0
    assert again.read_bytes() == written.read_bytes()
    lines = [
        line for line in desk.audit_trail(trust.store, SINGLE_USER, NOW) if line.subject == "benchmark pack"
    ]
    assert [line.act for line in lines] == ["export"] * 2
    nowhere = dashboard_here("benchmark", "--out", tmp_path / "no" / "pack.csv", store=trust.root).sentence
    noted = [line.subject for line in desk.audit_trail(trust.store, SINGLE_USER, NOW)].count("benchmark pack")
    assert "cannot be written" in nowhere and noted == 3, "noted before it is written"
    assert lines[0].detail == f"file=csv&edition=2&profile=shared&rows={len(rows)}"


def test_under_a_pseudonym_the_file_does_not_hold_the_code_or_exact_bed_days(
    trust: TrustUnderTest, tmp_path: Path
) -> None:
    work.release_edition(trust.store, SINGLE_USER, 2, NOW, "")
    out = tmp_path / "pack.csv"
    assert dashboard_here("benchmark", "--out", out, "--pseudonym", store=trust.root).status == 0
    text = out.read_text(encoding="utf-8-sig")
    assert (
        "RXX" not in text and "Ours" not in text and work.own_name(trust.store, NOW, pseudonym=True) in text
    )


def test_packs_of_others(trust: TrustUnderTest, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.csv"
    theirs.write_bytes(benchmark_csv(made_up_pack("RYY", a_month=12, count=2, words=2)))

    def run(*arguments: object):
        return dashboard_here(*arguments, store=trust.root)

    assert "only when you say that it agreed" in run("benchmark-import", theirs).sentence
    number = run("benchmark-import", theirs, "--agreed", "--json").told["pack"]
    assert "is kept already" in run("benchmark-import", theirs, "--agreed").sentence
    assert run("benchmark-packs").out.startswith(f"{number}: Organisation A, acute, kept ")
    assert "RYY" in run("benchmark-packs", "--named").out
    assert run("benchmark-remove", number).status == 0
    assert run("benchmark-packs").out.strip() == "No pack of another organisation is kept."
    assert run("benchmark-bring-back", number).status == 0
    assert run("benchmark-packs", "--json").told["packs"][0]["pack"] == number
    theirs.write_bytes(b"a,b\n1,2\n")
    assert "its columns are not the 15 of the schema" in run("benchmark-import", theirs, "--agreed").sentence
