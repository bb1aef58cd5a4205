"""The project's own files: the locks against pyproject.toml, the settings of the server. No network."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ASKED = {
    "requirements.txt": PROJECT["project"]["dependencies"],
    "requirements-dev.txt": PROJECT["dependency-groups"]["dev"],
}
SYSTEMS = {
    "Windows": {"sys_platform": "win32", "platform_machine": "AMD64", "os_name": "nt"},
    "Linux": {"sys_platform": "linux", "platform_machine": "x86_64", "os_name": "posix"},
    "Darwin": {"sys_platform": "darwin", "platform_machine": "arm64", "os_name": "posix"},
}
ENVIRONMENTS = [
    {
        **system,
        "platform_system": name,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "extra": "",
    }
    for name, system in SYSTEMS.items()
    for python in dev.PYTHONS
]


# The locks


def pins(lock: str) -> list[tuple[str, str, Marker | None, list[str], str]]:
    """Name, version, marker, hashes and comments of every pin, read line by line."""
    found = []
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        if pin := re.fullmatch(r"([a-z0-9-]+)==([^ ;]+)(?: ; (.+?))? \\", line):
            found.append((pin[1], pin[2], Marker(pin[3]) if pin[3] else None, [], []))
        elif digest := re.fullmatch(r"    --hash=(sha256:[0-9a-f]{64})(?: \\)?", line):
            found[-1][3].append(digest[1])
        elif found and line.startswith("    #"):
            found[-1][4].append(line.strip(" #"))
        else:
            assert line.startswith("#"), f"{lock} holds more than pins: {line}"
    return [(name, version, marker, hashes, "\n".join(said)) for name, version, marker, hashes, said in found]


def pinned_in(lock: str, environment: dict[str, str]) -> dict[str, str]:
    applying = [
        (name, version)
        for name, version, marker, *_ in pins(lock)
        if not marker or marker.evaluate(environment)
    ]
    assert len(applying) == len(dict(applying)), "one library is pinned twice for one system"
    return dict(applying)


@pytest.mark.parametrize("lock", ASKED)
def test_every_pin_has_hashes(lock: str) -> None:
    assert pins(lock), "no pin was read"
    assert [name for name, _, _, hashes, _ in pins(lock) if not hashes] == []


@pytest.mark.parametrize("lock", ASKED)
def test_lock_names_exactly_what_the_project_asks_for(lock: str) -> None:
    asked = {canonicalize_name(Requirement(written).name) for written in ASKED[lock]}
    direct = {name for name, _, _, _, said in pins(lock) if "medication-incident-dashboard" in said}
    assert direct == asked, "run python3 dev.py lock"


@pytest.mark.parametrize("lock", ASKED)
def test_pins_are_within_what_the_project_allows_on_every_system(lock: str) -> None:
    for environment in ENVIRONMENTS:
        pinned = pinned_in(lock, environment)
        for requirement in map(Requirement, ASKED[lock]):
            version = pinned[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(version), (
                f"{requirement} against {version}: run python3 dev.py lock"
            )


def test_both_locks_pin_a_shared_library_alike() -> None:
    for environment in ENVIRONMENTS:
        run, test = (pinned_in(lock, environment) for lock in ASKED)
        assert {name: run[name] for name in run.keys() & test} == {
            name: test[name] for name in run.keys() & test
        }


@pytest.mark.parametrize("lock", ASKED)
def test_lock_says_nothing_about_the_machine_that_made_it(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "python3 dev.py lock" in text.splitlines()[1]
    assert not re.search(
        r"file:|https?:|--index|--extra-index|--find-links|(^|\s)[/~][\w.]|[A-Z]:\\\\", text, re.MULTILINE
    )


# The other files


def test_all_tests_have_eight_minutes_on_two_cores() -> None:
    assert PROJECT["tool"]["medication"]["budgets"]["total"] <= 480


def test_continuous_integration_runs_the_same_command_as_everyone() -> None:
    script = ROOT / ".ci" / "run"
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec python3 dev.py test"
    assert os.name == "nt" or os.access(script, os.X_OK)


def option_names(written: dict, above: str = "") -> list[str]:
    """server.address, theme.light.textColor: as Streamlit names them."""
    return [
        name
        for key, value in written.items()
        for name in (option_names(value, f"{above}{key}.") if isinstance(value, dict) else [above + key])
    ]


def test_server_settings_are_known_to_streamlit_and_keep_everything_on_this_computer() -> None:
    written = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    names = option_names(written)
    code = "import json, sys, streamlit.config as c; print(json.dumps({n: c.get_option(n) for n in sys.argv[1:]}))"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    command = [sys.executable, "-c", code, *names]
    asked = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert asked.returncode == 0, asked.stderr  # an unknown name is an error there
    seen = json.loads(asked.stdout.splitlines()[-1])
    expected = {
        "server.address": "127.0.0.1",
        "server.headless": True,
        "server.enableStaticServing": False,
        "server.fileWatcherType": "none",
        "server.maxUploadSize": 60,
        "browser.gatherUsageStats": False,
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "client.toolbarMode": "minimal",
    }
    assert {name: seen[name] for name in expected} == expected
    assert "http" not in json.dumps(written), "a font or a picture would be fetched"


@pytest.mark.skipif(
    not shutil.which("git") or not (ROOT / ".git").exists(), reason="git or the repository is missing"
)
def test_patient_data_is_never_committed() -> None:
    for path in (
        ".venv/x",
        "data/store/register.duckdb",
        "data/store/desk.sqlite3",
        "copy.duckdb",
        ".streamlit/secrets.toml",
    ):
        assert subprocess.run(["git", "check-ignore", "-q", path], cwd=ROOT).returncode == 0, path
