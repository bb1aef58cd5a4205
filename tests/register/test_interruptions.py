"""The power fails: a killed import leaves nothing of itself, and publishing leaves a whole edition or none."""

import importlib
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard import register
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import DiskFull, Store
from tests.register.stored_extracts import NOW, asked_of, extract, incident

REPOSITORY = Path(__file__).resolve().parents[2]
INCIDENTS = 3000

IMPORTS_FOR_EVER = f"""
import sys
from pathlib import Path
from dashboard import register
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.register.stored_extracts import NOW, extract, incident
for n in range(10_000):
    one = extract([incident(f"{{n}}-{{i}}") for i in range({INCIDENTS})], name=sys.argv[2] + str(n))
    print("begin", flush=True)
    print(register.commit(Store(Path(sys.argv[1])), SINGLE_USER, one, NOW).import_id, flush=True)
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_killed_at_random_moments_no_import_is_lost_or_in_parts(store: Store) -> None:
    chance = random.Random(20261123)
    told: list[int] = []
    for kill in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", IMPORTS_FOR_EVER, str(store.root), f"run {kill} "],
            cwd=REPOSITORY, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "begin\n"
        time.sleep(chance.uniform(0.02, 0.5))
        process.kill()
        told += [int(line) for line in process.stdout.read().split() if line.isdigit()]
        process.stdout.close()
        process.wait()
        kept = register.imports(store, SINGLE_USER, NOW)
        assert set(told) <= {each.import_id for each in kept}, "an import that was reported as done is lost"
        per_import = asked_of(store.register, "select import_id, count(*) from revision group by all")
        assert {count for _, count in per_import} <= {INCIDENTS}, "an import is there in parts"
        assert {import_id for import_id, _ in per_import} == {each.import_id for each in kept}
    assert told, "no import ended before its process was killed: wait longer"


# Each line of publish() is a moment at which the power may fail. A forked process takes that line and is gone. Every
# fifteenth is tried and each of the last seven, which are those after the edition is complete; `every` tries them all.
FAIL_AT_LINES = """
import json, os, shutil, sys
from pathlib import Path
from dashboard import register
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.proofs.forked import in_a_fork
from tests.register.stored_extracts import NOW, asked_of, harm_in, register_rows

template, work = Path(sys.argv[1]), Path(sys.argv[2])
CODE = register.publish.__wrapped__.__code__  # beneath the guard


def publish_until(store, step):
    left = [step]

    def in_publish(frame, event, argument):
        if event == "line":
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)
        return in_publish

    sys.settrace(lambda frame, event, argument: in_publish if frame.f_code is CODE else None)
    return register.publish(store, SINGLE_USER, NOW, trust_name="x").edition_id


def after(store):
    done = register.mend_publications(store, NOW)
    known = [each.edition_id for each in register.publications(store, SINGLE_USER, NOW)]
    on_disk = sorted(path.name for path in store.editions.iterdir())
    holds = [sum(harm_in(store.edition(edition_id)).values()) for edition_id in known]
    again = register.mend_publications(store, NOW)
    return {"done": done, "known": known, "on_disk": on_disk, "holds": holds, "again": again,
            "rows": register_rows(store)}


def lines_of_a_whole_run(store):
    passed = [0]

    def in_publish(frame, event, argument):
        passed[0] += event == "line"
        return in_publish

    sys.settrace(lambda frame, event, argument: in_publish if frame.f_code is CODE else None)
    register.publish(store, SINGLE_USER, NOW, trust_name="x")
    return passed[0]


def copy_of_the_store(name):
    shutil.copytree(template, work / name)
    return Store(work / name)


lines = in_a_fork(lambda: lines_of_a_whole_run(copy_of_the_store("whole")))
steps = range(lines + 1) if "every" in sys.argv else sorted({*range(0, lines, 15), *range(lines - 6, lines + 1)})
found = []
for step in steps:
    store = copy_of_the_store(str(step))
    ended = in_a_fork(lambda: publish_until(store, step))
    found.append({"step": step, "ended": ended} | in_a_fork(lambda: after(store)))
print(json.dumps(found))
"""


@pytest.mark.skipif(
    not hasattr(os, "fork"), reason="needs fork: the moments of a publishing are forked processes"
)
def test_publishing_interrupted_at_its_lines_leaves_a_whole_edition_or_none(tmp_path: Path) -> None:
    template = Store(tmp_path / "template")
    register.commit(template, SINGLE_USER, extract([incident("W1"), incident("W2")]), NOW)
    done = subprocess.run(
        [sys.executable, "-c", FAIL_AT_LINES, str(template.root), str(tmp_path / "work")],
        cwd=REPOSITORY, capture_output=True, text=True, timeout=150, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    moments = json.loads(done.stdout)
    assert len(moments) >= 8
    assert moments[-1]["ended"] == 1, "the last run goes through"
    for number, moment in enumerate(moments):
        assert "error" not in moment, (number, moment)
        assert moment["known"] in ([], [1])
        assert moment["on_disk"] == [f"{edition_id}.duckdb" for edition_id in moment["known"]], (
            number,
            moment,
        )
        assert moment["holds"] == [2] * len(moment["known"])
        assert moment["again"] == [], "mending twice has nothing left to do"
        assert moment["rows"]["revision"] == 2
    outcomes = [len(moment["known"]) for moment in moments]
    assert outcomes == sorted(outcomes), "once an edition is known it stays"
    assert set(outcomes) == {0, 1}
    assert any("was finished" in word for moment in moments for word in moment["done"])
    assert any("cleared away" in word for moment in moments for word in moment["done"])


def test_a_release_that_was_interrupted_is_marked_at_the_start(store: Store) -> None:
    register.commit(store, SINGLE_USER, extract([incident("W1")]), NOW)
    register.publish(store, SINGLE_USER, NOW, trust_name="x")
    released = register.release(store, SINGLE_USER, 1, NOW, "for the committee")
    mark = store.released_mark(1)
    said = json.loads(mark.read_text(encoding="utf-8"))
    assert said == {"released_at": NOW.isoformat(), "released_by": "single-user", "note": "for the committee"}
    mark.unlink()
    assert register.mend_publications(store, NOW) == ["Edition 1 was marked as released."]
    assert json.loads(mark.read_text(encoding="utf-8")) == said
    assert register.mend_publications(store, NOW) == []
    assert register.release(store, SINGLE_USER, 1, NOW, "again").note == released.note


def test_nothing_to_mend_where_there_is_no_register(store: Store) -> None:
    assert register.mend_publications(store, NOW) == []
    assert not store.register.exists()


def test_an_edition_that_failed_does_not_stop_the_next_one(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full while the edition is flushed: the next publishing takes the same number and is whole."""
    module = importlib.import_module("dashboard.register.publish")
    register.commit(store, SINGLE_USER, extract([incident("W1")]), NOW)

    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(module, "_flush_to_disk", full)
        with pytest.raises(DiskFull):
            register.publish(store, SINGLE_USER, NOW, trust_name="x")
    assert register.publications(store, SINGLE_USER, NOW) == []
    assert register.publish(store, SINGLE_USER, NOW, trust_name="x").edition_id == 1
    assert [path.name for path in store.editions.iterdir()] == ["1.duckdb"]
