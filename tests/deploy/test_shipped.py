"""What lies in deploy/ beside the proxy: the container's file line by line, the units of systemd, and that they fit each other."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.deploy.proxy import ROOT, SHIPPED

DEPLOY = ROOT / "deploy"
UNITS = DEPLOY / "systemd"


def instructions() -> list[tuple[str, str]]:
    """(instruction, the rest) of the container's file, continued lines as one."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    joined = re.sub(r"\s*\\\n\s*", " ", "\n".join(lines))
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in joined.splitlines())]


def of_kind(wanted: str) -> list[str]:
    return [rest for word, rest in instructions() if word == wanted]


def copied_sources() -> list[str]:
    """What is copied from the project into the image that runs."""
    found = [rest.split() for rest in of_kind("COPY") if not rest.startswith("--from")]
    return [source for *sources, to in found for source in sources if to.startswith("/app")]


def command() -> list[str]:
    (said,) = of_kind("CMD")
    return json.loads(said)


def test_what_the_container_copies_is_there_and_is_not_data_of_a_trust() -> None:
    sources = copied_sources()
    assert sources
    for source in sources:
        assert (ROOT / source).exists(), source
    assert not [
        source for source in sources if source in (".", "data") or "store" in source or "tests" in source
    ]


def test_the_container_has_no_root_and_installs_nothing_that_it_has_no_hash_of() -> None:
    words = [word for word, _ in instructions()]
    assert of_kind("USER") == ["10001:10001"]
    assert words.index("USER") > max(n for n, word in enumerate(words) if word in ("RUN", "COPY"))
    installs = [rest for rest in of_kind("RUN") if "pip install" in rest]
    assert len(installs) == 1
    assert "--require-hashes" in installs[0] and "--only-binary=:all:" in installs[0]
    assert not re.search(r"apt-get|curl|wget|ADD |gcc|build-essential|sudo", " ".join(of_kind("RUN")))
    assert "ADD" not in words
    assert of_kind("FROM") == ["${BASE} AS libraries", "${BASE}"]
    assert re.fullmatch(r"BASE=docker\.io/library/python:3\.1[1-5]-slim-\w+", of_kind("ARG")[0])
    assert of_kind("VOLUME") == ["/store"]
    assert "/ready" in of_kind("HEALTHCHECK")[0]


def test_all_of_them_start_the_server_in_the_same_way() -> None:
    """As the test of the whole way starts it: without believing a proxy's headers before the gate has looked at them."""
    unit = re.search(r"^ExecStart=\S+/python (.*)$", (UNITS / "medication.service").read_text(), re.MULTILINE)
    assert unit
    in_container, in_unit = command()[1:], unit[1].split()
    assert [each for each in in_container if each != "0.0.0.0"] == [
        each for each in in_unit if each != "127.0.0.1"
    ]
    assert {"asgi:app", "--no-proxy-headers", "--no-access-log", "--no-server-header"} <= set(in_unit)
    assert (
        in_unit[in_unit.index("--port") + 1]
        == re.findall(r"server 127\.0\.0\.1:(\d+);", SHIPPED.read_text())[0]
    )


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze here to read the units"
)
def test_systemd_reads_the_units_and_finds_them_shut(tmp_path: Path) -> None:
    """With this Python in place of the one in /opt, which is not here."""
    for unit in [*UNITS.glob("*.service"), *UNITS.glob("*.timer")]:
        written = unit.read_text(encoding="utf-8").replace("/opt/medication/.venv/bin/python", sys.executable)
        (tmp_path / unit.name).write_text(written, encoding="utf-8")
    units = sorted(str(path) for path in tmp_path.iterdir())
    assert len(units) == 5
    read = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, timeout=60)
    said = [line for line in read.stderr.splitlines() if "medication" in line]
    assert (said, read.returncode) == ([], 0)
    for unit, most in (("medication", 20), ("medication-backup", 35), ("medication-keeping", 35)):
        shut = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", f"--threshold={most}", f"{tmp_path}/{unit}.service"],
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert shut.returncode == 0, shut.stdout[-300:] + shut.stderr


def test_what_the_units_write_to_is_the_store_and_the_backups_alone() -> None:
    for unit in UNITS.glob("*.service"):
        written = unit.read_text(encoding="utf-8")
        assert "ProtectSystem=strict" in written and "NoNewPrivileges=true" in written
        assert "MemoryMax=" in written and "MEDICATION_STORE=/var/lib/medication" in written
        assert re.findall(r"^ReadWritePaths=(.*)$", written, re.MULTILINE) in (
            [],
            ["/var/backups/medication"],
        )


def test_all_units_know_where_the_backups_lie_and_the_oldest_go() -> None:
    """An erasure and the guide of a damaged store name the backups of MEDICATION_BACKUPS, and know of no others."""
    for unit in UNITS.glob("*.service"):
        assert "\nEnvironment=MEDICATION_BACKUPS=/var/backups/medication\n" in unit.read_text(), unit.name
    made = re.search(
        r"^ExecStart=\S+/python -m dashboard (backup .*)$",
        (UNITS / "medication-backup.service").read_text(),
        re.MULTILINE,
    )
    assert made and re.fullmatch(r"backup --keep \d+", made[1])
    looked_at = (UNITS / "medication-keeping.service").read_text()
    assert all(
        f"-m dashboard {each}\n" in looked_at
        for each in ("purge", "check", "check --backup newest", "audit verify")
    )


def test_the_compose_file_gives_the_dashboard_no_port_of_the_host() -> None:
    """Line by line: nothing that is installed here reads YAML."""
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    dashboard, proxy = (
        text[text.index("  dashboard:") : text.index("  proxy:")],
        text[text.index("  proxy:") :],
    )
    assert "ports:" not in dashboard and 'ports: ["443:443", "80:80"]' in proxy
    for said in (
        "read_only: true",
        "cap_drop: [ALL]",
        "no-new-privileges:true",
        "mem_limit:",
        "MEDICATION_SIGN_IN:",
    ):
        assert said in dashboard


def test_the_server_takes_as_large_a_file_as_the_page_says() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] == 60, "deploy/nginx.conf and docs/running.md name it"
