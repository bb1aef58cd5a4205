"""What the dashboard is built from: known weaknesses, licences, the bill of materials, the server's settings."""

import json
import os
import re
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata
from pathlib import Path

import pytest
import requests
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dashboard import cli
from dashboard.cli import bill_of_materials
from tests.test_project import ASKED, PROJECT, ROOT, pinned_in, pins

HERE = {**default_environment(), "extra": ""}
ACCEPTED: dict[str, str] = PROJECT["tool"]["medication"]["weaknesses_accepted"]
LICENCES = PROJECT["tool"]["medication"]["licences"]
EVERY_PIN = sorted({(name, version) for lock in ASKED for name, version, *_ in pins(lock)})
WEAK = ("requests", "2.19.1")
"""CVE-2018-18074: a service that knows nothing of it knows nothing, as mirrors of the index do that answer all the same."""


# Known weaknesses


class NoReport(Exception):
    """pip-audit ended without one; its last words."""


def audited(folder: Path, *options: str) -> list[dict]:
    """What pip-audit reports of every pin of both locks, whatever system it is for. Nothing is installed or resolved."""
    files: list[dict[str, str]] = []
    for name, version in EVERY_PIN:  # one run knows one version of a library, and the locks pin some twice
        file = next((file for file in files if name not in file), None)
        if file is None:
            files.append(file := {})
        file[name] = version
    runs = []
    for number, file in enumerate(files):
        path = folder / f"pins-{number}.txt"
        path.write_text("".join(f"{name}=={version}\n" for name, version in file.items()), encoding="utf-8")
        command = [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "--progress-spinner=off"]
        command += ["--format=json", "--timeout=5", "-r", str(path), *options]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        runs.append(subprocess.Popen(command, env=with_own_certificates(), **pipes))
    libraries = []
    for run in runs:
        report, said = run.communicate(timeout=120)
        if not report.startswith("{"):
            raise NoReport(said.strip().splitlines()[-1])
        libraries += json.loads(report)["dependencies"]
    return libraries


def with_own_certificates() -> dict[str, str]:
    """A trust's own certificate authority is named to pip alone; requests, which pip-audit asks with, has another name."""
    own = os.environ.get("PIP_CERT")
    return {"REQUESTS_CA_BUNDLE": own, **os.environ} if own else dict(os.environ)


def known_weaknesses(libraries: list[dict], accepted: dict[str, str], today: date) -> list[str]:
    """One sentence for each known weakness that is not accepted, or is accepted no longer."""
    found = []
    for library in libraries:
        for weakness in library.get("vulns", ()):
            names = {weakness["id"], *weakness.get("aliases", ())}
            until = [date.fromisoformat(accepted[name][6:16]) for name in names & accepted.keys()]
            if not until or max(until) < today:
                mended = ", ".join(weakness["fix_versions"]) or "no version yet"
                found.append(f"{library['name']} {library['version']}: {weakness['id']}, mended in {mended}")
    return found


def why_not_asked(service: str) -> str:
    """Empty where the service answers and knows the weakness that everybody knows."""
    name, version = WEAK
    asking = {"timeout": 1.5, "verify": os.environ.get("PIP_CERT") or True}
    try:
        if service == "pypi":
            answer = requests.get(f"https://pypi.org/pypi/{name}/{version}/json", **asking)
        else:
            query = {"package": {"name": name, "ecosystem": "PyPI"}, "version": version}
            answer = requests.post("https://api.osv.dev/v1/query", json=query, **asking)
        if not answer.ok:
            return f"HTTP status {answer.status_code}"
        return (
            ""
            if answer.json().get("vulnerabilities" if service == "pypi" else "vulns")
            else "knows no weaknesses"
        )
    except (requests.RequestException, OSError, ValueError) as error:
        return type(error).__name__


def test_no_library_is_pinned_in_a_version_with_a_known_weakness(tmp_path: Path) -> None:
    services = ("pypi", "osv")
    with ThreadPoolExecutor() as beside:  # where neither answers, one waits as long as both
        refused = dict(zip(services, beside.map(why_not_asked, services), strict=True))
    service = next((service for service, why in refused.items() if not why), None)
    if service is None:
        said = ", ".join(f"{service}: {why}" for service, why in refused.items())
        pytest.skip(
            f"NOT CHECKED for known weaknesses: no advisory service can be asked from here ({said}). "
            "Run this where pypi.org or api.osv.dev answers before a version is released."
        )
    try:
        libraries = audited(tmp_path, f"--vulnerability-service={service}")
    except NoReport as ended:
        pytest.skip(
            f"NOT CHECKED for known weaknesses: {service} was asked and the asking broke off ({ended})."
        )
    assert known_weaknesses(libraries, ACCEPTED, datetime.now(UTC).date()) == []
    unknown = [each["name"] for each in libraries if "vulns" not in each]
    if unknown:
        pytest.skip(f"NOT CHECKED for known weaknesses: {service} does not know {', '.join(unknown)}.")


@contextmanager
def advisories(weak: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """An advisory service (OSV's question and answer) on this computer that knows one weakness, and what it was asked."""
    asked: list[tuple[str, str]] = []

    class Service(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # headers and body in one packet: two cost 40 ms a question

        def do_POST(self) -> None:
            query = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            name = query["package"]["name"]
            asked.append((name, query["version"]))
            known = {
                "id": "PYSEC-0000-1",
                "aliases": ["CVE-0000-0001"],
                "summary": "made up for this test",
                "affected": [
                    {
                        "package": query["package"],
                        "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "999"}]}],
                    }
                ],
            }
            said = json.dumps({"vulns": [known]} if name == weak else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)
            self.wfile.flush()

        def log_message(self, *_) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query", asked
        server.shutdown()


def test_every_pin_is_asked_about_and_a_known_weakness_is_told(tmp_path: Path) -> None:
    with advisories(weak="streamlit") as (url, asked):
        libraries = audited(tmp_path, "--vulnerability-service=osv", f"--osv-url={url}")
    assert sorted(asked) == EVERY_PIN
    today = date(2026, 11, 1)
    version = dict(EVERY_PIN)["streamlit"]
    told = [f"streamlit {version}: PYSEC-0000-1, mended in 999"]
    assert known_weaknesses(libraries, {}, today) == told
    assert known_weaknesses(libraries, {"CVE-0000-0001": "until 2026-11-01: not reached"}, today) == []
    assert known_weaknesses(libraries, {"CVE-0000-0001": "until 2026-10-31: not reached"}, today) == told


def test_what_is_accepted_has_a_day_and_a_reason() -> None:
    for weakness, why in ACCEPTED.items():
        assert re.fullmatch(r"until \d{4}-\d{2}-\d{2}: .{20,}", why), weakness


# Licences


def installed_runtime() -> dict[str, str]:
    return pinned_in("requirements.txt", HERE)


def test_every_library_that_runs_has_a_permissive_licence() -> None:
    permissive, odd = set(LICENCES["permissive"]), LICENCES["odd"]
    refused, odd_ones = {}, set()
    for name in installed_runtime():
        expression = bill_of_materials.licence_of(name)
        choices = [
            set(re.split(r" AND ", choice)) for choice in re.sub(r"[()]", "", expression).split(" OR ")
        ]
        if any(choice <= permissive for choice in choices):
            continue
        if odd.get(name, "").startswith(f"{expression}: "):
            odd_ones.add(name)
        else:
            refused[name] = expression or "no licence said"
    assert refused == {}
    assert odd_ones == set(odd), "an odd one that is no longer needed"
    assert not any("GPL" in name for name in permissive)


def test_a_licence_that_is_told_for_a_library_rests_on_its_own_words() -> None:
    """A library that changes its licence changes these words, or gets an identifier of its own."""
    runtime = installed_runtime()
    for name, row in bill_of_materials.licences_said().items():
        own = metadata.metadata(name)
        assert name in runtime
        assert own.get("License-Expression") is None, f"{name} says its licence itself now"
        assert row["says"] in "\n".join([own.get("License") or "", *own.get_all("Classifier", [])]), name
        texts = [
            path.locate().read_text(encoding="utf-8")
            for path in metadata.files(name) or ()
            if re.match(r"(?i)(licen[cs]e|copying)", path.name) and ".dist-info" in str(path)
        ]
        if row["licence"] == "BSD-3-Clause" and texts:
            assert any("Neither the name of" in text for text in texts), name


def test_what_wheels_bring_with_them_is_as_the_security_page_tells() -> None:
    """Compiled parts have licences of their own, which a wheel tells in its text and not in its metadata."""
    copyleft = {
        (name, line.removeprefix("License: "))
        for name in installed_runtime()
        for path in metadata.files(name) or ()
        if ".dist-info" in str(path) and re.match(r"(?i)(licen[cs]e|copying)", path.name)
        for line in path.locate().read_text(encoding="utf-8", errors="replace").splitlines()
        if re.match(r"License: .*GPL", line)
    }
    assert {name for name, _ in copyleft} <= {"numpy", "scipy"}
    for name, licence in copyleft:
        assert "WITH GCC-exception" in licence or licence.startswith("LGPL"), f"{name}: {licence}"


# The bill of materials


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> dict:
    path = tmp_path_factory.mktemp("sbom") / "sbom.json"
    assert cli.main(["sbom", "--out", str(path)]) == 0
    assert [left.name for left in path.parent.iterdir()] == ["sbom.json"]
    problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(path.read_text(encoding="utf-8"))
    assert problem is None, problem
    return json.loads(path.read_text(encoding="utf-8"))


def test_bill_of_materials_lists_what_is_locked_with_its_hashes(bill: dict) -> None:
    """Against another reading of the lock, with markers evaluated by `packaging`."""
    libraries = {each["name"]: each for each in bill["components"] if each["type"] == "library"}
    assert {name: each["version"] for name, each in libraries.items()} == installed_runtime()
    hashes = {
        name: sorted(digest.removeprefix("sha256:") for digest in digests)
        for name, version, _, digests, _ in pins("requirements.txt")
        if libraries.get(name, {}).get("version") == version
    }
    assert hashes == {
        name: sorted(digest["content"] for digest in each["externalReferences"][0]["hashes"])
        for name, each in libraries.items()
    }
    assert all(
        each["purl"] == f"pkg:pypi/{name}@{each['version']}" and each["licenses"]
        for name, each in libraries.items()
    )


def test_bill_of_materials_knows_who_needs_what(bill: dict) -> None:
    """Against what the installed libraries themselves ask for."""
    name_of = {each["bom-ref"]: each["name"] for each in bill["components"]}
    asks = {each["ref"]: {name_of[ref] for ref in each["dependsOn"]} for each in bill["dependencies"]}
    product = bill["metadata"]["component"]
    direct = {canonicalize_name(Requirement(asked).name) for asked in ASKED["requirements.txt"]}
    assert asks[product["bom-ref"]] == direct | {"CPython"}
    for ref, name in name_of.items():
        if ref.startswith("pkg:pypi/"):
            own = [Requirement(asked) for asked in metadata.requires(name) or ()]
            surely = {each.name for each in own if not each.marker or each.marker.evaluate(HERE)}
            assert {canonicalize_name(each) for each in surely} <= asks[ref], name
            assert asks[ref] <= {canonicalize_name(each.name) for each in own}, name


def test_the_same_contents_have_the_same_number(bill: dict) -> None:
    again = bill_of_materials.bill_of_materials(datetime(2026, 11, 1, tzinfo=UTC))
    assert again["serialNumber"] == bill["serialNumber"]
    assert again["metadata"]["timestamp"] == "2026-11-01T00:00:00Z"


def test_no_bill_of_materials_where_another_version_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path, capsys
) -> None:
    monkeypatch.setattr(
        bill_of_materials.metadata,
        "version",
        lambda name, real=metadata.version: "0.1" if name == "idna" else real(name),
    )
    assert cli.main(["sbom", "--out", str(tmp_path / "x.json")]) == 2
    said = capsys.readouterr().err
    assert "idna is 0.1" in said and len(said.splitlines()) == 1
    assert not list(tmp_path.iterdir())


# The server's settings


def test_server_is_set_as_the_security_notes_ask() -> None:
    """Asked of Streamlit itself, so that a name which it no longer knows is seen."""
    expected = {
        "server.enableAgentApi": False,
        "server.enableXsrfProtection": True,
        "server.enableCORS": True,
        "server.disconnectedSessionTTL": 60,
        "server.runOnSave": False,
        "server.allowRunOnSave": False,
        "server.trustedUserHeaders": {},
        "client.disableDataExport": True,
        "runner.magicEnabled": False,
        "global.developmentMode": False,
    }
    code = "import json, sys, streamlit.config as c; print(json.dumps({n: c.get_option(n) for n in sys.argv[1:]}))"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    asked = subprocess.run(
        [sys.executable, "-c", code, *expected], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert asked.returncode == 0, asked.stderr
    assert json.loads(asked.stdout.splitlines()[-1]) == expected
    written = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert "enableAgentApi" in written["server"], (
        "said, and not left to what Streamlit takes when nothing is said"
    )
