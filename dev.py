"""The project's tasks. They need Python 3.11 or newer and nothing else: standard library only, and no shell.

    python3 dev.py run       the dashboard on http://127.0.0.1:8501 (Windows: py dev.py run)
    python3 dev.py test      every check, as continuous integration runs it

The first start makes `.venv` beside this file from the hash-locked requirements; later starts only compare hashes.
"""

import argparse
import contextlib
import hashlib
import http.client
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

if sys.version_info < (3, 11):  # noqa: UP036 - for whoever starts it with an older one; above any annotation
    sys.exit("Python 3.11 or newer is needed (python.org has it); this is " + sys.version.split()[0] + ".")

ROOT = Path(__file__).resolve().parent
VENV, HOST = ROOT / ".venv", "127.0.0.1"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP, RUNTIME, TESTING = VENV / "installed.json", "requirements.txt", "requirements-dev.txt"
NOT_FOR_CHILDREN = {"PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}  # or each compiles all anew
PLATFORMS, PYTHONS = ("windows", "linux", "macos"), ("3.11", "3.12", "3.13", "3.14", "3.15")
STARTED: list[subprocess.Popen] = []
SHARED = ["--numprocesses=2", "--dist=loadscope", "--no-loadscope-reorder"]  # two processes, a file at a time
NETWORK = "behind a proxy set HTTPS_PROXY, for a private certificate authority PIP_CERT (docs/running.md)"
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"]
BROWSERS += """/Applications/Google Chrome.app/Contents/MacOS/Google Chrome
/Applications/Chromium.app/Contents/MacOS/Chromium
/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge
${PROGRAMFILES}/Google/Chrome/Application/chrome.exe
${LOCALAPPDATA}/Google/Chrome/Application/chrome.exe
${PROGRAMFILES(X86)}/Microsoft/Edge/Application/msedge.exe""".splitlines()


def say(sentence: str) -> None:
    print(sentence, flush=True)


def refusal(sentence: str) -> SystemExit:
    """One sentence on stderr and exit status 2."""
    print(sentence, file=sys.stderr, flush=True)
    return SystemExit(2)


def child_environment() -> dict[str, str]:
    """This environment for a child, with one certificate setting made known to every tool."""
    environment = {n: v for n, v in os.environ.items() if n not in NOT_FOR_CHILDREN}
    environment |= {"PYTHONUTF8": "1", "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}  # no look for a newer pyright
    names = ("PIP_CERT", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE")
    authority = next((os.environ[name] for name in names if os.environ.get(name)), "")
    if Path(authority).is_file():  # pip before 24.2 reads no SSL_CERT_FILE; uv and Node.js read no PIP_CERT
        for name in ("PIP_CERT", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"):
            environment.setdefault(name, authority)
    return environment


def start(command: list, **options) -> subprocess.Popen:
    options = {"cwd": ROOT, "env": child_environment(), **options}
    STARTED.append(subprocess.Popen([str(part) for part in command], **options))
    return STARTED[-1]


def end_what_was_started() -> None:
    """Ctrl-C reaches a child too; it gets ten seconds to put its own things away, and a second Ctrl-C ends that."""
    for child in STARTED:
        with contextlib.suppress(KeyboardInterrupt, subprocess.TimeoutExpired):
            child.wait(timeout=10)
        if child.poll() is None:
            child.kill()


def module(*command, **options) -> int:
    """Runs a module of .venv to its end: its exit status."""
    return start([PYTHON, "-m", *command], **options).wait()


def lines_of(process: subprocess.Popen) -> Iterator[str]:
    for line in process.stdout or ():
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def installed() -> dict[str, str]:
    """What .venv holds: its Python and the sha256 of each lock; empty while an install is unfinished."""
    try:
        return json.loads(STAMP.read_text(encoding="utf-8")) if PYTHON.exists() else {}
    except (OSError, ValueError):
        return {}


def install(*locks: str) -> None:
    """Brings .venv up to the locks. The stamp goes first and comes back last: a broken install is begun again."""
    wanted = {lock: hashlib.sha256((ROOT / lock).read_bytes()).hexdigest() for lock in locks}
    wanted["python"] = "{}.{}".format(*sys.version_info)
    if wanted.items() <= installed().items():
        return
    if Path(sys.prefix).resolve() == VENV:
        base = getattr(sys, "_base_executable", "python3")
        raise refusal(f"The requirements have changed: start this with the Python outside .venv, {base}")
    with one_install_at_a_time():
        holds = installed()  # again: another start may have finished meanwhile
        if wanted.items() <= holds.items():
            return
        began = time.monotonic()
        STAMP.unlink(missing_ok=True)
        if any(holds.get(part) != wanted[part] for part in ("python", RUNTIME)):
            holds = {}
            make_venv()
        for lock in locks:
            if holds.get(lock) != wanted[lock]:
                install_lock(lock)
        STAMP.with_suffix(".tmp").write_text(json.dumps(holds | wanted), encoding="utf-8")
        os.replace(STAMP.with_suffix(".tmp"), STAMP)
        say(f"The libraries are ready ({time.monotonic() - began:.0f} s).")


@contextlib.contextmanager
def one_install_at_a_time() -> Iterator[None]:
    """`run` and `test` started together would build one folder twice. SQLite's lock is there on every system, and
    a kill frees it."""
    try:
        waiting = sqlite3.connect(ROOT / ".venv.lock", timeout=3600)
        waiting.execute("begin exclusive")
    except sqlite3.Error as error:
        raise refusal(
            f"Nothing can be written into {ROOT} ({error}): put the project where you may."
        ) from None
    with contextlib.closing(waiting):
        yield


def make_venv() -> None:
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        packages = "its venv module (Debian and Ubuntu: sudo apt-get install python3-venv)"
        raise refusal(f"This Python cannot make a virtual environment: install {packages} and start again.")
    say("Making .venv (the first start, or the requirements have changed): some minutes, once.")
    if start([sys.executable, "-m", "venv", "--clear", VENV]).wait() or not PYTHON.exists():
        raise refusal(f"{VENV} could not be made: stop what still runs from it, or delete it, and try again.")


def install_lock(lock: str) -> None:
    """pip with every hash checked; its lines become a counter, and the last of them are shown when it fails."""
    import ensurepip

    command = ["install", "--require-hashes", "--only-binary=:all:", "--no-input", "--progress-bar=off"]
    if (23, 3) <= tuple(int(part) for part in ensurepip.version().split(".")[:2]) < (24, 2):
        command.append("--use-feature=truststore")  # the system's certificates; pip 24.2 uses them unasked
    total = len(re.findall(r"^[\w.-]+==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
    command, seen, lines = [PYTHON, "-m", "pip", "--disable-pip-version-check", *command, "-r", lock], 0, []
    with start(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as pip:
        for line in lines_of(pip):
            lines.append(line)
            total -= line.startswith("Ignoring ")  # for another system or another Python
            if re.match(r"(Collecting|Processing|Requirement already satisfied:) .*\(from -r", line):
                seen += 1
                if seen % 10 == 0 or seen == total:
                    say(f"  {lock}: {seen} of {total} libraries")
    if pip.returncode == 0:
        return
    print(*lines[-12:], sep="\n", file=sys.stderr)
    if any("DO NOT MATCH THE HASHES" in line for line in lines):
        raise refusal(f"A downloaded library is not the one that {lock} names, so it was not installed.")
    newer = sys.version_info[:2] > tuple(int(part) for part in PYTHONS[-1].split("."))
    python = f"the libraries are built for Python {PYTHONS[0]} to {PYTHONS[-1]}; " if newer else ""
    raise refusal(f"The libraries could not be installed (pip's own words are above): {python}{NETWORK}.")


def run(address: str, port: int, store: str | None) -> int:
    """The dashboard, until Ctrl-C. Without sign-in only for this computer, and for whoever holds the key of the link."""
    key = "" if os.environ.get("MEDICATION_SIGN_IN") else os.urandom(32).hex()
    if key and address not in (HOST, "localhost"):
        raise refusal(f"Others reach {address}: it needs MEDICATION_SIGN_IN (docs/signing_in.md says how).")
    refuse_taken_port(port, address)
    install(RUNTIME)
    environment = child_environment() | {"MEDICATION_KEY": key}
    environment |= {"MEDICATION_STORE": str(Path(store).resolve())} if store else {}
    command = f"-m uvicorn asgi:app --host {address} --port {port} --log-level warning --no-access-log"
    command += " --no-server-header --no-proxy-headers --timeout-graceful-shutdown 3"
    say("Starting the dashboard ...")
    server = start([PYTHON, *command.split()], env=environment)
    try:
        while server.poll() is None and not healthy(port, address):
            time.sleep(0.2)
        if server.poll() is None:
            say(f"The dashboard is at http://{address}:{port}{key and f'/?key={key}'} (Ctrl-C stops it).")
        while server.poll() is None:  # not wait(): on Windows it would not hear Ctrl-C
            time.sleep(0.3)
    except KeyboardInterrupt:
        if os.name != "nt":  # there terminate() kills, and Ctrl-C has reached the server already
            server.terminate()
        end_what_was_started()
        say("The dashboard has stopped.")
        return 0
    raise refusal("The dashboard ended by itself: its own words are above.")


def refuse_taken_port(port: int, address: str) -> None:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        if os.name != "nt":  # as the server does: a port that only waits to be freed is not taken
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except (OSError, OverflowError) as error:
            why = "a dashboard runs there already" if healthy(port, address) else error
            raise refusal(f"Port {port} cannot be used ({why}): try another, as in --port 8511.") from None


def healthy(port: int, address: str) -> bool:
    """Whether Streamlit answers there; by http.client, because urllib would ask the proxy for this computer."""
    with contextlib.suppress(OSError, OverflowError, http.client.HTTPException):
        connection = http.client.HTTPConnection(address, port, timeout=2)
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    return False


def test(arguments: list[str]) -> int:
    """Every check, also after one has failed, types beside the tests; then what each suite used of its time budget."""
    import tomllib

    install(RUNTIME, TESTING)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    began, checks, used = time.monotonic(), {}, {}
    with ThreadPoolExecutor() as beside:  # half a minute of one core, while tests often wait
        types = beside.submit(check, "pyright", "--pythonpath", PYTHON)
        checks["ruff check"] = check("ruff", "check", ".")
        checks["ruff format"] = check("ruff", "format", "--check", ".")
        status, closing, suites = pytest(arguments)
        checks["pyright"] = types.result()
    for name, (_, said, used[name]) in checks.items():
        say(f"\n== {name}\n{said}")
    failed = [name for name, (ended, *_) in checks.items() if ended] + ["pytest"] * bool(status)
    total = time.monotonic() - began
    say("\n" + time_table(used | suites | {"total": total}, project["tool"]["medication"]["budgets"]))
    say(closing)
    say(f"FAILED: {', '.join(failed)}." if failed else f"Every check passed, in {total:.0f} s.")
    return 1 if failed else 0


def check(*command) -> tuple[int, str, float]:
    """Runs a module of .venv: its exit status, what it printed, and its seconds."""
    began = time.monotonic()
    with start([PYTHON, "-m", *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as running:
        said = "\n".join(lines_of(running))
    return running.returncode, said, time.monotonic() - began


def pytest(arguments: list[str]) -> tuple[int, str, dict[str, float]]:
    """Runs pytest: its exit status, its closing line, and the seconds that each folder of tests/ took."""
    browser, sentence = find_or_install_browser()
    say(sentence)
    environment = child_environment() | {"CHROMIUM": browser, "CHROMIUM_MISSING": "" if browser else sentence}
    closing, suites = "pytest ended without its closing line.", {}
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "junit.xml"
        colour = "yes" if sys.stdout.isatty() else "no"
        command = [PYTHON, "-m", "pytest", f"--junitxml={report}", f"--color={colour}", *SHARED, *arguments]
        with start(command, env=environment, stdout=subprocess.PIPE) as running:
            for line in lines_of(running):
                say(line)
                closing = line or closing
        for case in ElementTree.parse(report).iter("testcase") if report.exists() else ():
            folders = case.get("classname", "").split(".test_")[0]  # of tests.register.test_undo.TestUndo
            suite = "/".join(folders.split(".")[:2])
            suites[suite] = suites.get(suite, 0) + float(case.get("time", 0))
    return running.returncode, closing, suites


def time_table(used: dict[str, float], budgets: dict[str, float]) -> str:
    """One line a suite: seconds used, seconds it may use, and loudly what went over."""
    lines = [f"{'suite':<20}{'used':>9}{'budget':>9}"]
    for suite, seconds in used.items():
        budget = budgets.get(suite, budgets["other"])
        over = f"   <<< OVER BUDGET by {seconds - budget:.1f} s" if seconds > budget else ""
        lines.append(f"{suite:<20}{seconds:>7.1f} s{budget:>7.0f} s{over}")
    return "\n".join(lines)


def find_or_install_browser() -> tuple[str, str]:
    """Chromium, Chrome or Edge for the browser tests, and a sentence; an empty path when there is none to be had."""
    found = find_browser()
    if found:
        return found, f"The browser for the tests is {found}."
    say("No Chromium or Chrome was found: installing playwright's own ...")
    module("playwright", "install", "chromium")
    sudo = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]
    if not find_browser() and shutil.which("apt-get") and (not sudo or shutil.which("sudo")):
        say("Installing the distribution's chromium package instead ...")
        apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
        start([*apt, "update"]).wait()
        start([*apt, "install", "-y", "--no-install-recommends", "chromium"]).wait()
    missing = "There is no Chromium or Chrome and none could be installed, so the browser tests fail: "
    found, advice = find_browser(), f"{missing}install one or set CHROMIUM to its path; {NETWORK}."
    return found, f"Installed {found} for the browser tests." if found else advice


def find_browser() -> str:
    """The first that starts: of CHROMIUM, the PATH and the usual places, or playwright's own; or nothing."""
    for place in (os.environ.get("CHROMIUM", ""), *BROWSERS):
        path = shutil.which(os.path.expandvars(place)) or ""
        if path and starts(path):
            return path
    asks = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    with start([PYTHON, "-c", asks], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as playwright:
        path = next(lines_of(playwright), "")
    return path if Path(path).is_file() and starts(path) else ""


def starts(browser: str) -> bool:
    """Ubuntu's chromium-browser can be a stub, and playwright's own can lack the system's libraries."""
    if os.name == "nt":  # there --version would open a window
        return True
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        return subprocess.run([browser, "--version"], capture_output=True, timeout=30).returncode == 0
    return False


def measure(*command: str) -> int:
    install(RUNTIME, TESTING)
    return module(*command, env=child_environment() | {"CHROMIUM": find_browser()})


def lock(check: bool, upgrade: bool) -> int:
    """Compiles both locks from pyproject.toml, and checks that every pin has a wheel for every system and Python."""
    install(RUNTIME, TESTING)
    uv = ["uv", "pip", "compile", "--quiet", "--only-binary=:all:", "--no-python-downloads"]
    options = ["--universal", "--generate-hashes", "--custom-compile-command", "python3 dev.py lock"]
    options += ["--python-version", PYTHONS[0], *(["--upgrade"] if upgrade else [])]
    with tempfile.TemporaryDirectory() as folder:
        quiet = {"cwd": folder, "stdout": subprocess.DEVNULL}
        for name in ("pyproject.toml", RUNTIME, TESTING):  # the pins that are there are kept
            shutil.copy(ROOT / name, folder)
        for sources in (["pyproject.toml", "-o", RUNTIME], ["--group", "dev", "-c", RUNTIME, "-o", TESTING]):
            if module(*uv, *options, *sources, **quiet):
                raise refusal(f"The locks could not be compiled (uv's own words are above): {NETWORK}.")
        for target in (["--python-version", p, "--python-platform", s] for p in PYTHONS for s in PLATFORMS):
            if module(*uv, "--no-deps", *target, RUNTIME, TESTING, **quiet):
                raise refusal(f"A pin has no wheel for {target[3]} with Python {target[1]}: bound it.")
        texts = {name: (Path(folder) / name).read_text(encoding="utf-8") for name in (RUNTIME, TESTING)}
    changed = [name for name in texts if (ROOT / name).read_text(encoding="utf-8") != texts[name]]
    if check and changed:
        raise refusal(f"{' and '.join(changed)}: not what pyproject.toml asks for; run python3 dev.py lock.")
    for name in changed:
        (ROOT / name).write_text(texts[name], encoding="utf-8", newline="\n")
    say(f"{' and '.join(changed) or 'Nothing'} changed; every pin has a wheel for {', '.join(PLATFORMS)}.")
    return 0


def main() -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # pyright: ignore[reportAttributeAccessIssue]
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a polite kill ends it as Ctrl-C does
    parser = argparse.ArgumentParser(prog="dev.py", description="The project's tasks.", allow_abbrev=False)
    tasks = parser.add_subparsers(dest="task", required=True, metavar="task")
    running = tasks.add_parser("run", help=f"start the dashboard on http://{HOST}:8501")
    running.add_argument("--port", type=int, default=8501)
    running.add_argument("--address", default=HOST, help="another than this computer's own needs sign-in")
    running.add_argument("--store", metavar="DIR", help="where register, desk and editions are kept")
    tasks.add_parser("test", help="lint, format, types and all tests; what follows goes to pytest")
    tasks.add_parser("bench", help="measure how fast it is")
    tasks.add_parser("soak", help="run it for long, and look for what grows")
    locking = tasks.add_parser("lock", help="compile both requirements files from pyproject.toml")
    locking.add_argument("--check", action="store_true", help="only say whether they are up to date")
    locking.add_argument("--upgrade", action="store_true", help="take the newest versions that are allowed")
    asked, rest = parser.parse_known_args()
    if rest and asked.task in ("run", "lock"):
        parser.error(f"{asked.task} does not know {' '.join(rest)}")
    return {
        "run": lambda: run(asked.address, asked.port, asked.store),
        "test": lambda: test(rest),
        "bench": lambda: measure("tests.bench", *rest),
        "soak": lambda: measure("pytest", "tests/soak", *rest),
        "lock": lambda: lock(asked.check, asked.upgrade),
    }[asked.task]()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        end_what_was_started()
        say("Interrupted: what was not finished is begun again at the next start.")
        sys.exit(130)
