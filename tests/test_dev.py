"""dev.py: the environment that it makes, and the tasks behind the README's commands.

Nothing here asks the network: what is installed comes from a wheel that the test writes itself.
"""

import ast
import base64
import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parents[1]
posix_only = pytest.mark.skipif(
    os.name == "nt", reason="no SIGINT to one process and no #! scripts on Windows"
)


# dev.py: what it is made of


def test_dev_needs_the_standard_library_only_and_no_shell() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names
    assert not any(isinstance(node, ast.keyword) and node.arg == "shell" for node in ast.walk(tree))


def test_dev_can_be_parsed_by_a_python_that_is_too_old_and_so_can_say_so() -> None:
    source = (ROOT / "dev.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))
    assert "from __future__" not in source  # itself a syntax error there
    assert source.index("sys.version_info") < source.index("def "), "an annotation would fail first"


def dev_py(*arguments: str, folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(folder / "dev.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=os.environ | environment)


def test_help_has_a_line_for_every_task() -> None:
    lines = dev_py("--help").stdout.splitlines()
    for task in ("run", "test", "bench", "soak", "lock"):
        assert any(re.match(rf"    {task} +\w+", line) for line in lines), task


# dev.py: the environment


def write_wheel(folder: Path, name: str) -> str:
    """A wheel with one empty module, by hand after the wheel format: its sha256."""
    files = {
        f"{name}.py": "",
        f"{name}-1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{name}-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    for path, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        record += f"{path},sha256={digest},{len(text)}\n"
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in [*files.items(), (f"{name}-1.0.dist-info/RECORD", record)]:
            archive.writestr(path, text)
    return hashlib.sha256(wheel.read_bytes()).hexdigest()


def install_in(project: Path, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    environment |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(project), "PIP_CONFIG_FILE": os.devnull}
    command = [python, "-c", "import dev; dev.install(dev.RUNTIME, dev.TESTING)"]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=120, env=environment)


def test_environment_is_made_once_and_never_looks_finished_when_it_is_not(tmp_path: Path) -> None:
    shutil.copy(ROOT / "dev.py", tmp_path)
    for name, lock in (("served", "requirements.txt"), ("tested", "requirements-dev.txt")):
        digest = write_wheel(tmp_path, name)
        (tmp_path / lock).write_text(f"{name}==1.0 \\\n    --hash=sha256:{digest}\n", encoding="utf-8")
    right = (tmp_path / "requirements.txt").read_text(encoding="utf-8")
    venv = tmp_path / ".venv"
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    # A wheel that is not the one that the lock names: refused in a sentence, and not finished.
    (tmp_path / "requirements.txt").write_text(re.sub("sha256:.{4}", "sha256:0000", right), encoding="utf-8")
    refused = install_in(tmp_path)
    assert refused.returncode == 2
    assert refused.stderr.splitlines()[-1].startswith(
        "A downloaded library is not the one that requirements.txt names"
    )
    assert not (venv / "installed.json").exists()

    # So the next start begins again: what the broken one left is gone.
    (tmp_path / "requirements.txt").write_text(right, encoding="utf-8")
    (venv / "left_behind").touch()
    made = install_in(tmp_path)
    assert made.returncode == 0, made.stderr
    assert "requirements.txt: 1 of 1 libraries" in made.stdout
    assert not (venv / "left_behind").exists()
    assert subprocess.run([python, "-c", "import served, tested"]).returncode == 0

    # A second start compares hashes, and does nothing.
    (venv / "kept").touch()
    assert install_in(tmp_path).stdout == ""

    # What the dashboard needs has changed, and the Python in .venv itself asks: not rebuilt under its feet.
    (tmp_path / "requirements.txt").write_text(right + "# changed\n", encoding="utf-8")
    within = install_in(tmp_path, str(python))
    assert within.returncode == 2
    assert "outside .venv" in within.stderr
    (tmp_path / "requirements.txt").write_text(right, encoding="utf-8")

    # What only tests need has changed: installed on top.
    testing = (tmp_path / "requirements-dev.txt").read_text(encoding="utf-8") + "# changed\n"
    (tmp_path / "requirements-dev.txt").write_text(testing, encoding="utf-8")
    assert "requirements-dev.txt: 1 of 1 libraries" in install_in(tmp_path).stdout
    assert (venv / "kept").exists()

    # And when that breaks, what was finished before no longer looks so.
    (tmp_path / "requirements-dev.txt").write_text(testing.replace("1.0", "2.0"), encoding="utf-8")
    assert install_in(tmp_path).returncode == 2
    assert not (venv / "installed.json").exists()


def pip_only(project: Path, lock: str) -> subprocess.CompletedProcess[str]:
    """install_lock() with the pip that runs this test, which then only says what it would do."""
    shutil.copy(ROOT / "dev.py", project)
    (project / "requirements.txt").write_text(lock, encoding="utf-8")
    code = "import dev, sys; from pathlib import Path; dev.PYTHON = Path(sys.executable); dev.install_lock(dev.RUNTIME)"
    offline = {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(project),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DRY_RUN": "1",
    }
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, env=os.environ | offline)


def test_a_lock_without_a_hash_is_refused(tmp_path: Path) -> None:
    digest = write_wheel(tmp_path, "unhashed")
    assert pip_only(tmp_path, f"unhashed==1.0 --hash=sha256:{digest}\n").returncode == 0
    assert pip_only(tmp_path, "unhashed==1.0\n").returncode == 2


def test_a_failed_install_names_the_proxy_and_the_certificate(tmp_path: Path) -> None:
    failed = pip_only(tmp_path, f"absent==1.0 --hash=sha256:{'0' * 64}\n")
    assert failed.returncode == 2
    assert "HTTPS_PROXY" in failed.stderr.splitlines()[-1]
    assert "PIP_CERT" in failed.stderr.splitlines()[-1]


def test_one_certificate_setting_reaches_every_tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("PIP_CERT", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")
    for name in names:
        monkeypatch.delenv(name, raising=False)
    assert not set(names) & dev.child_environment().keys()
    authority = tmp_path / "hospital.pem"
    authority.touch()
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority))
    monkeypatch.setenv("NODE_EXTRA_CA_CERTS", "chosen by hand")
    seen = dev.child_environment()
    assert (seen["PIP_CERT"], seen["SSL_CERT_FILE"]) == (str(authority), str(authority))
    assert seen["NODE_EXTRA_CA_CERTS"] == "chosen by hand"


def test_what_is_compiled_is_kept_for_the_next_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in dev.child_environment()


# dev.py run


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.20", "::", "dashboard.example.org"])
def test_run_refuses_an_address_that_others_reach(address: str) -> None:
    refused = dev_py("run", "--address", address)
    assert refused.returncode == 2
    assert (
        refused.stderr
        == f"Others reach {address}: it needs MEDICATION_SIGN_IN (docs/signing_in.md says how).\n"
    )


def test_run_says_that_the_port_is_taken_before_it_installs_anything(tmp_path: Path) -> None:
    shutil.copy(ROOT / "dev.py", tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = dev_py("run", "--port", str(taken.getsockname()[1]), folder=tmp_path)
    assert refused.returncode == 2
    assert re.fullmatch(r"Port \d+ cannot be used \(.+\): try another, as in --port 8511\.\n", refused.stderr)
    assert not (tmp_path / ".venv").exists()


SERVER = """
import os
async def app(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        said = [os.environ["MEDICATION_STORE"], os.environ["MEDICATION_KEY"]]
        await send({"type": "http.response.body", "body": "\\n".join(said).encode()})
"""
WITH_THESE_LIBRARIES = """
import dev, sys
from pathlib import Path
dev.PYTHON, dev.install = Path(sys.executable), lambda *locks: None
sys.exit(dev.main())
"""


def task_with_these_libraries(project: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """A task of dev.py in another folder, with the libraries that run this test instead of an install."""
    shutil.copy(ROOT / "dev.py", project)
    return subprocess.Popen(
        [sys.executable, "-c", WITH_THESE_LIBRARIES, *arguments],
        cwd=project,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # a suite that a shell began in its background ignores Ctrl-C, and so would what it starts
        preexec_fn=None if os.name == "nt" else lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


@posix_only
@pytest.mark.parametrize("farewell", [signal.SIGINT, signal.SIGTERM])
def test_run_says_where_it_is_passes_the_store_and_ends_cleanly(
    tmp_path: Path, farewell: signal.Signals
) -> None:
    (tmp_path / "asgi.py").write_text(SERVER, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    # A proxy that answers nothing: whoever asked it about this computer would wait for ever.
    running = task_with_these_libraries(
        tmp_path, "run", "--port", port, "--store", "here", HTTP_PROXY="http://127.0.0.1:9"
    )
    try:
        assert running.stdout
        assert running.stdout.readline() == "Starting the dashboard ...\n"
        said = re.fullmatch(
            rf"The dashboard is at http://127\.0\.0\.1:{port}/\?key=([0-9a-f]{{64}}) \(Ctrl-C stops it\)\.\n",
            running.stdout.readline(),
        )
        assert said, "the link holds the key that the server was given"
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(f"http://127.0.0.1:{port}/") as answer:
            assert answer.read().decode() == f"{tmp_path / 'here'}\n{said[1]}"
        began = time.monotonic()
        running.send_signal(farewell)
        assert running.stdout.read() == "The dashboard has stopped.\n"
        assert running.wait(timeout=10) == 0
        assert time.monotonic() - began < 9
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", int(port))) != 0, "the server was left behind"
    finally:
        running.kill()


@posix_only
def test_run_listens_for_others_when_it_says_how_they_sign_in_and_makes_no_key(tmp_path: Path) -> None:
    (tmp_path / "asgi.py").write_text(SERVER, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    at = ("run", "--port", port, "--store", "here", "--address", "0.0.0.0")
    running = task_with_these_libraries(tmp_path, *at, MEDICATION_SIGN_IN="a.toml")
    try:
        assert running.stdout
        assert running.stdout.readline() == "Starting the dashboard ...\n"
        assert running.stdout.readline() == f"The dashboard is at http://0.0.0.0:{port} (Ctrl-C stops it).\n"
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(f"http://127.0.0.1:{port}/") as answer:
            assert answer.read().decode() == f"{tmp_path / 'here'}\n"
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=10) == 0
    finally:
        running.kill()


# dev.py test


@posix_only
def test_every_check_runs_although_an_earlier_one_fails(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.medication.budgets]\ntotal = 480\nother = 60\n"tests/slow" = 0.1\n'
        '[tool.pyright]\ninclude = ["dev.py"]\n[tool.ruff.lint]\nselect = ["E401"]\n',
        encoding="utf-8",
    )
    (tmp_path / "tests" / "slow").mkdir(parents=True)
    (tmp_path / "tests" / "slow" / "test_slow.py").write_text(
        "import os, time\n\n\ndef test_slow():\n    time.sleep(0.3)\n    assert os.environ['CHROMIUM'].endswith('/browser')\n",
        encoding="utf-8",
    )
    browser = tmp_path / "browser"
    browser.write_text("#!/bin/sh\n", encoding="utf-8")
    browser.chmod(0o755)
    testing = task_with_these_libraries(tmp_path, "test", "-q", CHROMIUM=str(browser))
    output = testing.communicate(timeout=120)[0]
    lines = output.splitlines()
    assert testing.returncode == 1
    assert "E401" in output  # two modules in one import: ruff fails, and the others still run
    assert re.search(r"^0 errors", output, re.MULTILINE), "pyright did not run"
    assert re.fullmatch(r"1 passed in [\d.]+s", lines[-2])
    assert lines[-1].startswith("FAILED: ruff check")
    assert "pytest" not in lines[-1]
    assert any(re.match(r"tests/slow +0\.[3-9] s +0 s +<<< OVER BUDGET by 0\.\d s$", line) for line in lines)


def test_table_is_loud_only_about_what_went_over() -> None:
    table = dev.time_table({"tests/register": 12.0, "tests/new": 3.25}, {"tests/register": 12, "other": 3})
    assert table.splitlines()[1:] == [
        "tests/register         12.0 s     12 s",
        "tests/new               3.2 s      3 s   <<< OVER BUDGET by 0.2 s",
    ]


@posix_only
def test_a_browser_that_does_not_start_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    assert not dev.starts(str(broken))
    assert not dev.starts(str(tmp_path / "absent"))
    later = tmp_path / "google-chrome"
    later.write_text("#!/bin/sh\necho Chrome 150\n", encoding="utf-8")
    later.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CHROMIUM", str(broken))
    assert dev.find_browser() == str(later)
